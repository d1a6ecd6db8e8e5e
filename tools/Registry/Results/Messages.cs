using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Registry.Results;

/// <summary>
/// All words about problems, in one place: what happened and what to try next, in English and Vietnamese. {name} is replaced by
/// the problem's fact of that name; states and actions are translated.
/// </summary>
public static class Messages
{
    private static readonly Dictionary<RegistryError, Entry> All = new()
    {
        [RegistryError.RegistryMissing] = new(
            "There is no registry at {path}.", "Check the path, or make a new registry.",
            "Không có sổ đăng ký tại {path}.", "Kiểm tra đường dẫn, hoặc tạo sổ mới."),
        [RegistryError.RegistryExists] = new(
            "{path} already exists.", "Open it, or choose another file name; nothing is ever replaced.",
            "{path} đã tồn tại.", "Mở sổ đó, hoặc chọn tên tệp khác; không tệp nào bị ghi đè."),
        [RegistryError.NotARegistry] = new(
            "{path} is not a tag registry.", "Choose the right file. If it should be one, take a copy and restore the last backup.",
            "{path} không phải là sổ đăng ký thẻ.", "Chọn đúng tệp. Nếu đây là sổ, hãy sao chép nó lại rồi khôi phục bản sao lưu gần nhất."),
        [RegistryError.SchemaTooNew] = new(
            "{path} was written by a newer program (version {version}; this one knows up to {known}).", "Update this program. The registry was not touched.",
            "{path} do chương trình mới hơn ghi (phiên bản {version}; bản này biết đến {known}).", "Hãy cập nhật chương trình. Sổ không bị thay đổi."),
        [RegistryError.SchemaTooOld] = new(
            "{path} is of version {version}, this program needs {known}.", "Open it once for writing; it is then brought up to date.",
            "{path} là phiên bản {version}, chương trình cần {known}.", "Mở một lần ở chế độ ghi để sổ được nâng cấp."),
        [RegistryError.WriteProtected] = new(
            "{path} cannot be written: {detail}.", "Remove the write protection of file and folder, or copy the registry to a place you may write to.",
            "Không ghi được {path}: {detail}.", "Bỏ chống ghi của tệp và thư mục, hoặc chép sổ sang nơi bạn có quyền ghi."),
        [RegistryError.Locked] = new(
            "{path} is being written by another program.", "Wait until it has finished, or close it, then repeat. Nothing was changed.",
            "Chương trình khác đang ghi {path}.", "Đợi nó xong hoặc đóng nó lại rồi làm lại. Chưa có gì thay đổi."),
        [RegistryError.DiskFull] = new(
            "No room left for {path}.", "Free some space and repeat. Nothing was half written.",
            "Hết chỗ trống cho {path}.", "Giải phóng dung lượng rồi làm lại. Không có gì bị ghi dở."),
        [RegistryError.DiskFault] = new(
            "The disk failed at {path}: {detail}.", "Copy the registry to another disk and go on there.",
            "Ổ đĩa gặp lỗi tại {path}: {detail}.", "Chép sổ sang ổ đĩa khác và tiếp tục ở đó."),
        [RegistryError.Corrupt] = new(
            "{path} is damaged: {detail}.", "Keep a copy, restore the last backup, and compare the noted head of the audit trail.",
            "{path} bị hỏng: {detail}.", "Giữ lại một bản sao, khôi phục bản sao lưu gần nhất và so với mã cuối nhật ký đã ghi lại."),
        [RegistryError.Conflict] = new(
            "{path} already holds something that contradicts this: {detail}.", "Repeat. If it comes again, verify the registry.",
            "{path} đã có dữ liệu mâu thuẫn: {detail}.", "Làm lại. Nếu vẫn lỗi, hãy kiểm tra sổ."),
        [RegistryError.OperatorInvalid] = new(
            "The operator's label is missing or longer than {limit} characters.", "Give a short label, as \"bench 2\".",
            "Thiếu nhãn người thao tác, hoặc nhãn dài hơn {limit} ký tự.", "Đặt nhãn ngắn, ví dụ \"bàn 2\"."),
        [RegistryError.ValueInvalid] = new(
            "{field}: {value} is not possible.", "Correct it and repeat. Nothing was changed.",
            "{field}: giá trị {value} không hợp lệ.", "Sửa lại rồi làm lại. Chưa có gì thay đổi."),
        [RegistryError.TagUnknown] = new(
            "There is no tag {serial}.", "Compare the number with the label; the last two digits of the short code are check digits and no part of it.",
            "Không có thẻ số {serial}.", "So số với nhãn; hai chữ số cuối của mã ngắn là số kiểm tra, không thuộc số thẻ."),
        [RegistryError.TransitionIllegal] = new(
            "Tag {serial} is {state}: it cannot be {action}.", "See the states in docs/registry.md; a tag that was used is returned, wiped and provisioned before it is issued again.",
            "Thẻ {serial} đang ở trạng thái {state}: không thể {action}.", "Xem các trạng thái trong docs/registry.md; thẻ đã dùng phải được thu hồi, xóa và nạp lại trước khi cấp tiếp."),
        [RegistryError.AlreadyProvisioned] = new(
            "This chip is tag {serial} and has been provisioned.", "Unplug it and take the next one. To give it a new key on purpose, provision it again with replacement allowed.",
            "Chip này là thẻ {serial} và đã được nạp.", "Rút ra và lấy thẻ tiếp theo. Muốn cấp khóa mới, hãy nạp lại với tùy chọn thay thế."),
        [RegistryError.ChipInUse] = new(
            "This chip is tag {serial}, which is {state}.", "Return and wipe the tag first.",
            "Chip này là thẻ {serial}, trạng thái {state}.", "Hãy thu hồi và xóa thẻ trước."),
        [RegistryError.KeyUsedBefore] = new(
            "This key has been used before.", "Stop: the random numbers of this computer repeat. Provision on another one and report it.",
            "Khóa này đã từng được dùng.", "Dừng lại: bộ sinh số ngẫu nhiên của máy này bị lặp. Hãy nạp trên máy khác và báo lại."),
        [RegistryError.SerialsExhausted] = new(
            "No serial number is left.", "Begin a new registry.",
            "Hết số thẻ.", "Hãy tạo sổ mới."),
        [RegistryError.ReservationClosed] = new(
            "The run for tag {serial} (key {generation}) was closed by another one.", "Plug the tag in again.",
            "Lượt nạp thẻ {serial} (khóa {generation}) đã bị lượt khác thay thế.", "Cắm lại thẻ."),
        [RegistryError.LabelMissing] = new(
            "Tag {serial} has no label with its present claim secret.", "Make the label; if the secret is gone, provision the tag again.",
            "Thẻ {serial} chưa có nhãn với mã nhận hiện tại.", "Hãy in nhãn; nếu mã không còn, hãy nạp lại thẻ."),
        [RegistryError.ClaimMismatch] = new(
            "This claim secret does not belong to tag {serial}.", "Do not stick the label on. Provision the tag again.",
            "Mã nhận này không thuộc thẻ {serial}.", "Không dán nhãn này. Hãy nạp lại thẻ."),
        [RegistryError.HolderHasTag] = new(
            "Holder {holder} already has tag {serial}.", "Return that tag or report it lost first.",
            "Người đeo {holder} đang giữ thẻ {serial}.", "Hãy thu hồi hoặc báo mất thẻ đó trước."),
        [RegistryError.PassphraseTooShort] = new(
            "The passphrase has fewer than {limit} characters.", "Take a longer one, for example four unrelated words.",
            "Mật khẩu ngắn hơn {limit} ký tự.", "Chọn mật khẩu dài hơn, ví dụ bốn từ không liên quan."),
        [RegistryError.PassphraseWrong] = new(
            "The passphrase is wrong.", "Try again; without it the names cannot be read by anybody.",
            "Sai mật khẩu.", "Thử lại; không có mật khẩu thì không ai đọc được tên."),
        [RegistryError.NamesMissing] = new(
            "The registry holds no names.", "Import a roster first, or go on with holder numbers.",
            "Sổ không chứa tên.", "Nhập danh sách trước, hoặc dùng số người đeo."),
        [RegistryError.EscrowKeyInvalid] = new(
            "The escrow key is not an RSA key in PEM form with at least {bits} bits.", "Give the public key to escrow, the unencrypted private key to take out.",
            "Khóa ký gửi không phải khóa RSA dạng PEM từ {bits} bit trở lên.", "Dùng khóa công khai để ký gửi, khóa riêng không mã hóa để lấy ra."),
        [RegistryError.EscrowMissing] = new(
            "No key was escrowed for tag {serial}.", "Escrow begins with the tags provisioned after it was switched on.",
            "Không có khóa ký gửi cho thẻ {serial}.", "Ký gửi chỉ có với thẻ nạp sau khi bật."),
        [RegistryError.EscrowUnreadable] = new(
            "The escrowed key of tag {serial} does not open with this key.", "Take the private key that belongs to the public key of that time.",
            "Khóa ký gửi của thẻ {serial} không mở được bằng khóa này.", "Dùng khóa riêng tương ứng với khóa công khai lúc đó."),
        [RegistryError.EscrowPassphraseWrong] = new(
            "The private escrow key does not open with this passphrase.", "Try again; a private key that is not encrypted is not taken: encrypt it first.",
            "Không mở được khóa riêng ký gửi bằng mật khẩu này.", "Thử lại; khóa riêng không mã hóa thì không nhận: hãy mã hóa trước."),
        [RegistryError.AuthorityKeyInvalid] = new(
            "The authority's key is not a public P-256 key in PEM form.", "Take the file that the officer's desk wrote with `key show --public-key`. A private key never comes to the bench.",
            "Khóa của cơ quan y tế không phải khóa công khai P-256 dạng PEM.", "Dùng tệp do bàn cán bộ y tế ghi bằng `key show --public-key`. Khóa riêng không bao giờ mang đến bàn nạp."),
        [RegistryError.AuthorityKeysMissing] = new(
            "The registry holds no keys for the health authority.", "Switch it on with `authority on`; it begins with the tags provisioned after that.",
            "Sổ không giữ khóa nào cho cơ quan y tế.", "Bật bằng `authority on`; chỉ có với thẻ nạp sau khi bật."),
        [RegistryError.FileUnreadable] = new(
            "{path} cannot be read: {detail}.", "Check path and permissions.",
            "Không đọc được {path}: {detail}.", "Kiểm tra đường dẫn và quyền đọc."),
        [RegistryError.RosterEncoding] = new(
            "Line {line}, character {column}: not Unicode text.", "Save the file as \"CSV UTF-8\". Old Vietnamese encodings (TCVN3, VNI, Windows-1258) must be converted first.",
            "Dòng {line}, ký tự {column}: không phải văn bản Unicode.", "Lưu tệp dạng \"CSV UTF-8\". Bảng mã cũ (TCVN3, VNI, Windows-1258) phải được chuyển mã trước."),
        [RegistryError.RosterGarbled] = new(
            "Line {line}, character {column}: letters were converted wrongly before.", "Go back to the original list and save it as \"CSV UTF-8\".",
            "Dòng {line}, ký tự {column}: chữ đã bị chuyển mã sai từ trước.", "Quay lại danh sách gốc và lưu dạng \"CSV UTF-8\"."),
        [RegistryError.RosterEmpty] = new(
            "Line {line}: the list has no people.", "The first row holds the headings, every further row a person.",
            "Dòng {line}: danh sách không có ai.", "Hàng đầu là tiêu đề, mỗi hàng sau là một người."),
        [RegistryError.RosterColumnMissing] = new(
            "Line {line}: none of the {count} headings is \"{wanted}\" (recognised: {found}).", "Name the column so. Columns \"number / mã số\" and \"class / lớp\" are optional.",
            "Dòng {line}: trong {count} tiêu đề không có \"{wanted}\" (nhận ra: {found}).", "Đặt tên cột như vậy. Cột \"number / mã số\" và \"class / lớp\" không bắt buộc."),
        [RegistryError.RosterColumnTwice] = new(
            "Line {line}, column {column}: \"{second}\" means the same as \"{first}\".", "Delete or rename one of the two.",
            "Dòng {line}, cột {column}: \"{second}\" trùng nghĩa với \"{first}\".", "Xóa hoặc đổi tên một trong hai cột."),
        [RegistryError.RosterFieldCount] = new(
            "Line {line}: {fields} fields where the heading has {wanted}.", "Look for a missing or extra separator, or a name that needs quotation marks.",
            "Dòng {line}: có {fields} ô, tiêu đề có {wanted}.", "Tìm dấu phân cách thiếu hoặc thừa, hoặc tên cần đặt trong dấu ngoặc kép."),
        [RegistryError.RosterQuote] = new(
            "Line {line}, character {column}: a quotation mark in the wrong place.", "Write \"\" for a quotation mark inside a quoted field.",
            "Dòng {line}, ký tự {column}: dấu ngoặc kép sai chỗ.", "Viết \"\" cho dấu ngoặc kép bên trong ô có ngoặc."),
        [RegistryError.RosterNameMissing] = new(
            "Line {line}, column {column} ({heading}): no name.", "Fill it in or delete the line.",
            "Dòng {line}, cột {column} ({heading}): thiếu tên.", "Điền tên hoặc xóa dòng."),
        [RegistryError.RosterTextInvalid] = new(
            "Line {line}, column {column} ({heading}): longer than {limit} characters, or with control characters.", "Shorten or retype it.",
            "Dòng {line}, cột {column} ({heading}): dài hơn {limit} ký tự, hoặc có ký tự điều khiển.", "Rút ngắn hoặc gõ lại."),
        [RegistryError.RosterNumberInvalid] = new(
            "Line {line}, column {column} ({heading}): not a whole number from 1 to 4294967295.", "Write digits only.",
            "Dòng {line}, cột {column} ({heading}): không phải số nguyên từ 1 đến 4294967295.", "Chỉ viết chữ số."),
        [RegistryError.RosterNumberTwice] = new(
            "Line {line}, column {column} ({heading}): number {number} stands in line {first} already.", "Give each person a number of their own.",
            "Dòng {line}, cột {column} ({heading}): số {number} đã có ở dòng {first}.", "Mỗi người một số riêng."),
        [RegistryError.RosterNameTwice] = new(
            "Line {line}, column {column} ({heading}): same name and class as line {first}.", "Add a column \"number / mã số\" to tell the two apart, or delete one.",
            "Dòng {line}, cột {column} ({heading}): trùng tên và lớp với dòng {first}.", "Thêm cột \"number / mã số\" để phân biệt, hoặc xóa bớt một dòng."),
        [RegistryError.RosterHolderExists] = new(
            "Line {line}: this person or number ({number}) is in the registry already.", "Delete the line, or forget all names first and import the whole list again.",
            "Dòng {line}: người hoặc số này ({number}) đã có trong sổ.", "Xóa dòng đó, hoặc xóa hết tên rồi nhập lại cả danh sách."),
        [RegistryError.StockTooLarge] = new(
            "The labels need {needed} mm {direction}, the sheet has {has} mm.", "Choose the stock that lies in the printer, or correct its measures.",
            "Nhãn cần {needed} mm {direction}, tờ giấy có {has} mm.", "Chọn đúng loại giấy nhãn trong máy in, hoặc sửa kích thước."),
        [RegistryError.StockTooSmall] = new(
            "A label of {width} x {height} mm is too small for a readable code.", "Take labels of at least {minWidth} x {minHeight} mm.",
            "Nhãn {width} x {height} mm quá nhỏ để in mã đọc được.", "Dùng nhãn từ {minWidth} x {minHeight} mm trở lên."),
        [RegistryError.SheetsTooFew] = new(
            "{labels} labels do not fit the {places} free places.", "Put in more sheets, or start further to the front.",
            "{labels} nhãn không vừa {places} ô còn trống.", "Thêm giấy, hoặc bắt đầu ở ô phía trước."),
        [RegistryError.NoLabels] = new(
            "There is nothing to print.", "Name at least one tag.",
            "Không có gì để in.", "Chọn ít nhất một thẻ."),
        [RegistryError.FontMissing] = new(
            "No font with Vietnamese letters that may be embedded was found.", "Install DejaVu, Liberation or Noto fonts, or name a TrueType file. Last tried: {detail}.",
            "Không tìm thấy phông chữ tiếng Việt được phép nhúng.", "Cài phông DejaVu, Liberation hoặc Noto, hoặc chỉ định tệp TrueType. Thử cuối: {detail}."),
        [RegistryError.AuditBroken] = new(
            "The audit trail breaks at entry {sequence}: it was changed, moved or removed.", "Keep a copy of the file and restore the last backup that verifies.",
            "Nhật ký đứt tại mục {sequence}: đã bị sửa, đổi chỗ hoặc xóa.", "Giữ lại một bản sao và khôi phục bản sao lưu gần nhất còn nguyên vẹn."),
        [RegistryError.AuditHeadMissing] = new(
            "The audit trail ({count} entries) does not contain {head}: it was cut or rewritten, or the head is of another registry.", "Compare the noted head; restore the backup that contains it.",
            "Nhật ký ({count} mục) không chứa {head}: đã bị cắt, bị viết lại, hoặc mã thuộc sổ khác.", "So lại mã đã ghi; khôi phục bản sao lưu có mã đó."),
        [RegistryError.AuditTablesDiffer] = new(
            "Table {table} is not what the audit trail says: it was changed past this program.", "Keep a copy of the file and restore the last backup that verifies.",
            "Bảng {table} không khớp nhật ký: đã bị sửa bên ngoài chương trình.", "Giữ lại một bản sao và khôi phục bản sao lưu gần nhất còn nguyên vẹn."),
    };

    // Values of facts that are words.
    private static readonly Dictionary<string, (string English, string Vietnamese)> Words = new()
    {
        ["Blank"] = ("blank", "chưa nạp xong"),
        ["Provisioned"] = ("provisioned", "đã nạp"),
        ["Issued"] = ("issued", "đã cấp"),
        ["Returned"] = ("returned", "đã thu hồi"),
        ["Wiped"] = ("wiped", "đã xóa"),
        ["Lost"] = ("lost", "đã mất"),
        ["Defect"] = ("defect", "hỏng"),
        ["Issue"] = ("issued", "cấp"),
        ["Return"] = ("returned", "thu hồi"),
        ["Wipe"] = ("wiped", "xóa"),
        ["MarkLost"] = ("reported lost", "báo mất"),
        ["MarkDefect"] = ("reported defect", "báo hỏng"),
        ["Label"] = ("labelled", "in nhãn"),
        ["across"] = ("across", "chiều ngang"),
        ["down"] = ("down", "chiều dọc"),
    };

    /// <summary>A problem in words.</summary>
    public static Message Of(Problem problem, Language language)
    {
        Entry entry = All[problem.Error];
        bool isEnglish = language == Language.English;
        return new Message(
            Fill(isEnglish ? entry.What : entry.WhatVietnamese, problem, isEnglish), Fill(isEnglish ? entry.Next : entry.NextVietnamese, problem, isEnglish));
    }

    /// <summary>A state in words.</summary>
    public static string Of(Tags.TagState state, Language language) => Word(state.ToString(), language == Language.English);

    private static string Fill(string template, Problem problem, bool isEnglish) => problem.Facts.Aggregate(
        template, (text, fact) => text.Replace($"{{{fact.Key}}}", Word(fact.Value, isEnglish)));

    private static string Word(string value, bool isEnglish) =>
        !Words.TryGetValue(value, out (string English, string Vietnamese) word) ? value : isEnglish ? word.English : word.Vietnamese;

    private sealed record Entry(string What, string Next, string WhatVietnamese, string NextVietnamese);
}
