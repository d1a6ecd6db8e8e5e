using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Officer.Messages;

/// <summary>
/// All words about faults, in one place: what happened and what to try next, in English and Vietnamese. {name} is replaced by the fault's fact of
/// that name; a fact that is a <see cref="Text"/> by its own language.
/// </summary>
public static class FaultTexts
{
    private static readonly Dictionary<OfficerFault, Entry> All = new()
    {
        [OfficerFault.BadCommandLine] = new(
            ExitCode.Usage,
            "{detail}", "See {command} --help.",
            "Dòng lệnh không đúng: {detail}", "Xem {command} --help."),
        [OfficerFault.ValueInvalid] = new(
            ExitCode.Usage,
            "{option}: '{value}' is not possible.", "Write {wanted}.",
            "{option}: giá trị '{value}' không hợp lệ.", "Hãy ghi {wanted}."),
        [OfficerFault.FileUnreadable] = new(
            ExitCode.BadInput,
            "{path} cannot be read: {detail}.", "Check path and permissions.",
            "Không đọc được {path}: {detail}.", "Kiểm tra đường dẫn và quyền đọc."),
        [OfficerFault.FileTooLarge] = new(
            ExitCode.BadInput,
            "{path} is larger than {limit} bytes.", "Choose the right file.",
            "{path} lớn hơn {limit} byte.", "Chọn đúng tệp."),
        [OfficerFault.FileExists] = new(
            ExitCode.BadInput,
            "{path} already exists.", "Choose another name; nothing is ever replaced.",
            "{path} đã tồn tại.", "Chọn tên khác; không tệp nào bị ghi đè."),
        [OfficerFault.FileUnwritable] = new(
            ExitCode.Storage,
            "{path} cannot be written: {detail}.", "Check room and permissions, then repeat. What was there is as it was.",
            "Không ghi được {path}: {detail}.", "Kiểm tra dung lượng và quyền ghi rồi làm lại. Tệp cũ vẫn như trước."),
        [OfficerFault.DeskMissing] = new(
            ExitCode.BadInput,
            "There is no officer's desk in {path}.", "Check the path, or make one with `key new`.",
            "Không có bàn cán bộ y tế trong {path}.", "Kiểm tra đường dẫn, hoặc tạo bàn bằng `key new`."),
        [OfficerFault.DeskExists] = new(
            ExitCode.BadInput,
            "{path} already exists.", "Choose a new folder; keys are never replaced.",
            "{path} đã tồn tại.", "Chọn thư mục mới; khóa không bao giờ bị thay thế."),
        [OfficerFault.DeskBusy] = new(
            ExitCode.Storage,
            "Another program is working on {path}.", "Wait until it has finished, then repeat. Nothing was changed.",
            "Chương trình khác đang dùng {path}.", "Đợi nó xong rồi làm lại. Chưa có gì thay đổi."),
        [OfficerFault.KeyFileDamaged] = new(
            ExitCode.BadInput,
            "The key file {path} is damaged.", "Put the copy back that was made when the keys were new. Without it nothing that was encrypted for these keys can be opened.",
            "Tệp khóa {path} bị hỏng.", "Khôi phục bản sao đã lưu khi tạo khóa. Không có nó thì không mở được gì đã mã hóa cho các khóa này."),
        [OfficerFault.PassphraseWrong] = new(
            ExitCode.Passphrase,
            "The passphrase is wrong.", "Try again. Nothing was changed.",
            "Sai mật khẩu.", "Thử lại. Chưa có gì thay đổi."),
        [OfficerFault.PassphraseWeak] = new(
            ExitCode.Passphrase,
            "The passphrase is too easy to guess: {limit} characters or more are needed, {distinct} different ones, and not digits alone.", "Take four or five unrelated words.",
            "Mật khẩu quá dễ đoán: cần từ {limit} ký tự, ít nhất {distinct} ký tự khác nhau, không chỉ gồm chữ số.", "Chọn bốn hoặc năm từ không liên quan."),
        [OfficerFault.NoTerminal] = new(
            ExitCode.Passphrase,
            "There is no terminal to ask for the passphrase.", "Give it in a file with --passphrase-file.",
            "Không có cửa sổ lệnh để hỏi mật khẩu.", "Ghi mật khẩu vào tệp và dùng --passphrase-file."),
        [OfficerFault.JournalBroken] = new(
            ExitCode.Verify,
            "The audit log of {path} does not hold together at entry {number}.", "Somebody edited it, or the disk is failing. Keep a copy, restore the last backup and compare the noted head.",
            "Nhật ký của {path} không khớp tại mục {number}.", "Có người đã sửa, hoặc ổ đĩa hỏng. Giữ một bản sao, khôi phục bản sao lưu gần nhất và so mã cuối đã ghi."),
        [OfficerFault.JournalHeadMissing] = new(
            ExitCode.Verify,
            "The head {head} is not in the audit log, which has {count} entries.", "The log was cut or rewritten, or the head is of another desk.",
            "Mã cuối {head} không có trong nhật ký gồm {count} mục.", "Nhật ký đã bị cắt hoặc ghi lại, hoặc mã thuộc bàn khác."),
        [OfficerFault.StoredFileDiffers] = new(
            ExitCode.Verify,
            "{path} is missing, or is not what the audit log says.", "Put it back from the backup. It is not used as it is.",
            "{path} bị thiếu hoặc không khớp với nhật ký.", "Khôi phục từ bản sao lưu. Tệp hiện tại không được dùng."),
        [OfficerFault.ExportUnreadable] = new(
            ExitCode.BadInput,
            "{path} is not a file with the authority's keys.", "Take the file that the bench wrote with `authority export`.",
            "{path} không phải tệp khóa của cơ quan y tế.", "Dùng tệp do bàn nạp xuất bằng `authority export`."),
        [OfficerFault.TagNotInExport] = new(
            ExitCode.Refused,
            "There are no keys of tag {serial} in {path}.", "Compare the number with the label, or ask the bench for a newer export.",
            "Không có khóa của thẻ {serial} trong {path}.", "So số với nhãn, hoặc yêu cầu bàn nạp xuất lại."),
        [OfficerFault.TagKeyForAnother] = new(
            ExitCode.Refused,
            "The keys of tag {serial} are sealed for authority {authority}, this desk is {own}.", "Use the desk with that name.",
            "Khóa của thẻ {serial} niêm phong cho cơ quan {authority}, bàn này là {own}.", "Dùng bàn có tên đó."),
        [OfficerFault.TagKeyDamaged] = new(
            ExitCode.BadInput,
            "The sealed keys of tag {serial} are damaged.", "Ask the bench for a new export.",
            "Khóa niêm phong của thẻ {serial} bị hỏng.", "Yêu cầu bàn nạp xuất lại."),
        [OfficerFault.DaysInvalid] = new(
            ExitCode.Refused,
            "These days cannot be released: none chosen, one that has not come, one older than 21 days.", "Compare with what the page shows. For daily keys every day from the first to today must be chosen.",
            "Không thể giải phóng các ngày này: chưa chọn ngày, có ngày chưa đến, hoặc quá 21 ngày.", "So với trang đang hiện. Với khóa ngày phải chọn mọi ngày từ ngày đầu đến hôm nay."),
        [OfficerFault.CodeExpired] = new(
            ExitCode.Refused,
            "The code for challenge {challenge} of tag {serial} was made more than {minutes} minutes ago.", "Let the wearer begin again; the tag shows a new challenge.",
            "Mã cho số thử thách {challenge} của thẻ {serial} đã quá {minutes} phút.", "Để người đeo làm lại từ đầu; thẻ sẽ có số mới."),
        [OfficerFault.CodeUsed] = new(
            ExitCode.Refused,
            "Code {code} has been used: release {release} came with it.", "A new release needs a new challenge and a new code.",
            "Mã {code} đã được dùng: đã nhận gói {release}.", "Lần giải phóng mới cần số thử thách mới và mã mới."),
        [OfficerFault.ChallengeReused] = new(
            ExitCode.Refused,
            "Challenge {challenge} of tag {serial} was asked for with other days or another kind before.", "Somebody changed the request. Begin again on the page and compare the days with the wearer.",
            "Số thử thách {challenge} của thẻ {serial} đã được hỏi với ngày hoặc loại khác.", "Yêu cầu đã bị đổi. Bắt đầu lại trên trang và so các ngày với người đeo."),
        [OfficerFault.CodeUnknown] = new(
            ExitCode.Refused,
            "There is no code number {code}.", "See `status` for the codes that were made.",
            "Không có mã số {code}.", "Xem `status` để biết các mã đã cấp."),
        [OfficerFault.PackageUnreadable] = new(
            ExitCode.BadInput,
            "{path} is no release package, is damaged, or was encrypted for another authority than {own}.", "Ask for it again, and check which key the page was given.",
            "{path} không phải gói giải phóng, bị hỏng, hoặc mã hóa cho cơ quan khác {own}.", "Hãy xin lại gói, và kiểm tra khóa mà trang đã dùng."),
        [OfficerFault.ReleaseForAnother] = new(
            ExitCode.Refused,
            "The wearer agreed to a release to authority {authority}, not to {own}.", "It is not for this desk. Delete it.",
            "Người đeo đồng ý cho cơ quan {authority}, không phải {own}.", "Gói không dành cho bàn này. Hãy xóa."),
        [OfficerFault.ReleaseUnrequested] = new(
            ExitCode.Refused,
            "No code of this desk fits the days of this release, or all that fit have been used.", "A tag releases only with a code. Find out who made it; name the code with --code if there are several.",
            "Không có mã nào của bàn này khớp với các ngày của gói, hoặc đã dùng hết.", "Thẻ chỉ giải phóng khi có mã. Tìm hiểu ai tạo gói; nếu có nhiều mã hãy chỉ rõ bằng --code."),
        [OfficerFault.ReleaseInconsistent] = new(
            ExitCode.Refused,
            "The release contradicts itself at {place}.", "No tag sends this. Ask for the release again with another client.",
            "Gói mâu thuẫn tại {place}.", "Thẻ không gửi như vậy. Hãy giải phóng lại bằng máy khác."),
        [OfficerFault.ReleaseOfOtherDays] = new(
            ExitCode.Refused,
            "The release has rows of {day}, to which the wearer did not agree.", "It is not stored. Ask for the release again with another client.",
            "Gói có dữ liệu ngày {day} mà người đeo không đồng ý.", "Không lưu gói này. Hãy giải phóng lại bằng máy khác."),
        [OfficerFault.ReleaseBaseKey] = new(
            ExitCode.Refused,
            "The release holds the key from which all ids of a tag follow, at {place}. It is not stored and never published.", "No tag sends this. Report which client made it.",
            "Gói chứa khóa gốc của thẻ tại {place}. Không lưu và không bao giờ công bố.", "Thẻ không gửi khóa này. Hãy báo máy nào đã tạo gói."),
        [OfficerFault.ReleaseUnknown] = new(
            ExitCode.Refused,
            "There is no release {release} on this desk.", "See `status` for the releases that were opened.",
            "Không có gói {release} trên bàn này.", "Xem `status` để biết các gói đã mở."),
        [OfficerFault.ListNameInvalid] = new(
            ExitCode.Usage,
            "'{name}' cannot name a list.", "Use 1 to 64 of the letters a-z, A-Z, digits, dot, hyphen and underscore, beginning with a letter or digit.",
            "'{name}' không thể là tên danh sách.", "Dùng 1 đến 64 ký tự a-z, A-Z, chữ số, dấu chấm, gạch nối, gạch dưới, bắt đầu bằng chữ hoặc số."),
        [OfficerFault.ListExists] = new(
            ExitCode.Refused,
            "There is a list {name} already.", "Choose another name; a name is never used twice.",
            "Đã có danh sách {name}.", "Chọn tên khác; một tên không dùng hai lần."),
        [OfficerFault.ListUnknown] = new(
            ExitCode.Refused,
            "There is no list {name}.", "See `status`, or make it with `list new`.",
            "Không có danh sách {name}.", "Xem `status`, hoặc tạo bằng `list new`."),
        [OfficerFault.ListClosed] = new(
            ExitCode.Refused,
            "List {name} is {state} and changes no more.", "Make a new list.",
            "Danh sách {name} {state}, không thay đổi được nữa.", "Hãy tạo danh sách mới."),
        [OfficerFault.ListEmpty] = new(
            ExitCode.Refused,
            "Nobody is on list {name}.", "Add a release with `list add`.",
            "Danh sách {name} chưa có ai.", "Thêm gói bằng `list add`."),
        [OfficerFault.ListNeedsDailyKeys] = new(
            ExitCode.Refused,
            "Release {release} holds sub-keys of single days (kind 1). They are for the authority's own matching and lead to no daily key.", "For a list ask the wearer for a release of daily keys (kind 2).",
            "Gói {release} chứa khóa con của từng ngày (loại 1), chỉ để cơ quan tự đối chiếu, không suy ra khóa ngày.", "Để đưa vào danh sách hãy xin người đeo gói khóa ngày (loại 2)."),
        [OfficerFault.ListDaysOutside] = new(
            ExitCode.Refused,
            "Release {release} has no key for the days from {first} to {last}.", "See `status` for its days; the day on which a tag's key was made is never in it.",
            "Gói {release} không có khóa cho các ngày từ {first} đến {last}.", "Xem `status` để biết các ngày; ngày tạo khóa của thẻ không bao giờ có."),
        [OfficerFault.ListKeyTwice] = new(
            ExitCode.Refused,
            "A key of release {release} is on list {name} already.", "Nobody is listed twice. Withdraw that list first, or leave the release out.",
            "Khóa của gói {release} đã có trong danh sách {name}.", "Không ai được ghi hai lần. Hãy thu hồi danh sách đó trước, hoặc bỏ gói này."),
        [OfficerFault.ListRefused] = new(
            ExitCode.Refused,
            "List {name} would be refused by every client: {detail}", "Correct what it says, in a new list if need be.",
            "Mọi máy sẽ từ chối danh sách {name}: {detail}", "Sửa theo thông báo, nếu cần thì trong danh sách mới."),
        [OfficerFault.SettingsOutOfLimits] = new(
            ExitCode.Usage,
            "Alive {alive} s and checkpoint {checkpoint} s are beyond the limits of the firmware.", "Alive is 30 to 600 s, checkpoint 60 to 300 s.",
            "Nháy {alive} giây và lưu tạm {checkpoint} giây vượt giới hạn của thẻ.", "Nháy từ 30 đến 600 giây, lưu tạm từ 60 đến 300 giây."),
        [OfficerFault.SettingsNotNewer] = new(
            ExitCode.Refused,
            "Settings number {number} is not above {last}, the last one signed for tag {serial}.", "Leave --number out to take the next one.",
            "Số cài đặt {number} không lớn hơn {last}, số cuối đã ký cho thẻ {serial}.", "Bỏ --number để lấy số tiếp theo."),
        [OfficerFault.CertificateUnreadable] = new(
            ExitCode.BadInput,
            "{path} is no certificate of a wipe.", "It has 37 bytes, or 74 hexadecimal digits.",
            "{path} không phải chứng nhận xóa.", "Chứng nhận có 37 byte, hoặc 74 chữ số thập lục phân."),
        [OfficerFault.CertificateFalse] = new(
            ExitCode.Verify,
            "This certificate was not made by tag {serial} with any key in {path}.", "Do not accept it. Wipe the tag again, or ask the bench for an export with its earlier keys.",
            "Chứng nhận này không do thẻ {serial} tạo bằng khóa nào trong {path}.", "Không chấp nhận. Hãy xóa lại thẻ, hoặc xin bàn nạp tệp có khóa cũ của thẻ."),
    };

    /// <summary>What happened.</summary>
    public static Text What(OfficerFault fault, (string Name, object Value)[] facts) => Fill(All[fault].What, All[fault].WhatVietnamese, facts);

    /// <summary>What to try next.</summary>
    public static Text Next(OfficerFault fault, (string Name, object Value)[] facts) => Fill(All[fault].Next, All[fault].NextVietnamese, facts);

    /// <summary>The exit code.</summary>
    public static ExitCode CodeOf(OfficerFault fault) => All[fault].Code;

    private static Text Fill(string english, string vietnamese, (string Name, object Value)[] facts) =>
        new(Fill(english, facts, value => value.English), Fill(vietnamese, facts, value => value.Vietnamese));

    private static string Fill(string template, (string Name, object Value)[] facts, Func<Text, string> language) => facts.Aggregate(
        template,
        (text, fact) => text.Replace($"{{{fact.Name}}}", fact.Value is Text words ? language(words) : Convert.ToString(fact.Value, CultureInfo.InvariantCulture)));

    private sealed record Entry(ExitCode Code, string What, string Next, string WhatVietnamese, string NextVietnamese);
}
