using System.Collections.Generic;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.SyncClient;

/// <summary>What to tell people: what happened, and what to try next.</summary>
public static class SyncTexts
{
    private static readonly Dictionary<SyncFault, SyncText> Texts = new()
    {
        [SyncFault.Malformed] = new("Thẻ không hiểu yêu cầu. Hãy cập nhật ứng dụng rồi thử lại.", "The tag did not understand. Update this app and try again."),
        [SyncFault.Version] = new("Thẻ và ứng dụng khác phiên bản. Hãy cập nhật bản cũ hơn.", "Tag and app speak different versions. Update the older one."),
        [SyncFault.Busy] = new("Thẻ đang đồng bộ với thiết bị khác. Hãy đợi vài giây rồi thử lại.", "The tag is syncing with another device. Wait some seconds and try again."),
        [SyncFault.NoSession] = new("Phiên kết nối đã hết. Hãy nhấn nút trên thẻ rồi thử lại.", "The session is over. Press the tag's button and try again."),
        [SyncFault.WrongKey] = new("Mã QR này không phải của thẻ này. Hãy quét nhãn trên chính thẻ.", "This QR code belongs to another tag. Scan the label on this one."),
        [SyncFault.Locked] = new("Thẻ tạm khóa vì nhập sai nhiều lần. Hãy đợi hết thời gian rồi thử lại.", "The tag is locked after too many wrong tries. Wait until the time is over and try again."),
        [SyncFault.OutOfRange] = new("Giá trị nằm ngoài giới hạn an toàn, thẻ không thay đổi gì. Hãy chọn lại.", "A value is outside its safe limits; nothing was changed. Choose another."),
        [SyncFault.Battery] = new("Pin thẻ quá yếu để làm xong. Hãy sạc thẻ rồi thử lại.", "The tag's battery is too low to finish this. Charge the tag and try again."),
        [SyncFault.NotSupported] = new("Thẻ chưa có chức năng này. Hãy cập nhật phần mềm của thẻ.", "This tag cannot do that. Update the tag's firmware."),
        [SyncFault.OutOfOrder] = new("Các bước không đúng thứ tự. Hãy bắt đầu lại từ đầu.", "The steps came in the wrong order. Start again from the beginning."),
        [SyncFault.HoldButton] = new("Hãy giữ nút trên thẻ hai giây nếu bạn đồng ý.", "Hold the tag's button for two seconds if you agree."),
        [SyncFault.WrongCode] = new("Mã của cán bộ y tế không đúng. Hãy kiểm tra sáu chữ số rồi nhập lại.", "The health officer's code is wrong. Check the six digits and enter them again."),
        [SyncFault.Storage] = new("Thẻ không ghi được vào bộ nhớ, chưa có gì thay đổi. Hãy thử lại hoặc đưa thẻ cho kỹ thuật viên.", "The tag could not write its memory; nothing was changed. Try again, or take it to the technician."),
        [SyncFault.TooVague] = new("Không biết giờ đủ chính xác. Hãy kiểm tra đồng hồ của máy và lại gần thẻ hơn.", "The time is not known well enough. Check this device's clock and come closer to the tag."),
        [SyncFault.NotSigned] = new("Cài đặt không có chữ ký hợp lệ của cơ quan y tế. Thẻ không thay đổi gì; hãy lấy bản mới.", "The settings are not signed by the health authority. Nothing was changed; get a new copy."),
        [SyncFault.NoTime] = new("Thẻ chưa có giờ. Hãy đồng bộ giờ trước.", "The tag does not know the time. Set its time first."),
        [SyncFault.ListRefused] = new("Danh sách ca bệnh không hợp lệ, thẻ đã bỏ đi. Hãy tải lại danh sách.", "The exposure list is not valid; the tag dropped it. Download the list again."),
        [SyncFault.Incomplete] = new("Danh sách ca bệnh chưa đủ. Hãy gửi lại.", "The exposure list is not complete. Send it again."),
        [SyncFault.Expired] = new("Chưa có sự đồng ý trong thời gian cho phép, chưa có gì được gửi. Hãy hỏi lại người đeo thẻ.", "The wearer did not agree in time; nothing was sent. Ask again."),
        [SyncFault.Later] = new("Thẻ chưa nhận thêm danh sách lúc này. Hãy quay lại sau.", "The tag takes no further list now. Come back later."),
        [SyncFault.NotFound] = new("Không thấy thẻ nào. Hãy nhấn nút trên thẻ và để thẻ gần máy.", "No tag found. Press the tag's button and keep it near this device."),
        [SyncFault.LinkLost] = new("Mất kết nối với thẻ. Hãy để thẻ gần máy và nhấn nút lần nữa.", "The connection to the tag broke. Keep it near and press its button again."),
        [SyncFault.NoAnswer] = new("Thẻ không trả lời. Hãy để thẻ gần máy và nhấn nút lần nữa.", "The tag does not answer. Keep it near and press its button again."),
        [SyncFault.UnknownTag] = new("Thẻ này không có trong danh sách của trạm. Hãy quét mã QR trên nhãn thẻ.", "This tag is not on the kiosk's list. Scan the QR code on its label."),
        [SyncFault.BadReply] = new("Thẻ trả lời sai. Hãy thử lại; nếu vẫn lỗi, đưa thẻ cho kỹ thuật viên.", "The tag gave a wrong answer. Try again; if it stays so, take it to the technician."),
    };

    // Why a tag does not take an exposure list. What the technician needs is the code itself; it stands in brackets.
    private static readonly Dictionary<ExposureStatus, SyncText> ListTexts = new()
    {
        [ExposureStatus.BadFormat] = NotReadable(ExposureStatus.BadFormat),
        [ExposureStatus.UnknownRule] = new("Thẻ chưa biết quy tắc tiếp xúc của danh sách này. Hãy cập nhật phần mềm của thẻ.", "This tag does not know the exposure rule of the list. Update the tag's firmware."),
        [ExposureStatus.BadLevel] = NotReadable(ExposureStatus.BadLevel),
        [ExposureStatus.BadCount] = new("Danh sách trống hoặc quá dài so với khả năng của thẻ. Hãy tải danh sách khác từ cơ quan y tế.", "The list is empty, or longer than a tag takes. Get another one from the health authority."),
        [ExposureStatus.BadDays] = new("Danh sách trải quá nhiều ngày so với khả năng của thẻ. Hãy tải danh sách khác từ cơ quan y tế.", "The list covers more days than a tag takes. Get another one from the health authority."),
        [ExposureStatus.FutureDay] = new("Danh sách có ngày chưa đến. Hãy kiểm tra ngày giờ của máy này rồi tải lại danh sách.", "The list names a day that has not come. Check this device's date and time, then download the list again."),
        [ExposureStatus.TooOld] = new("Danh sách đã quá cũ: thẻ chỉ nhớ 21 ngày. Hãy tải danh sách mới.", "The list is too old: a tag remembers 21 days. Download a new one."),
        [ExposureStatus.NoTime] = new("Thẻ chưa có giờ nên chưa kiểm tra được. Hãy đồng bộ giờ trước rồi gửi lại danh sách.", "The tag does not know the time, so it cannot check. Set its time first, then send the list again."),
        [ExposureStatus.Busy] = new("Thẻ đang kiểm tra một danh sách khác. Hãy quay lại sau khoảng 20 phút.", "The tag is still checking another list. Come back in about 20 minutes."),
        [ExposureStatus.TooMuchToday] = new("Hôm nay thẻ đã kiểm tra đủ danh sách. Hãy quay lại ngày mai.", "The tag has checked as many lists as it may today. Come back tomorrow."),
        [ExposureStatus.NotBegun] = new("Danh sách chưa được gửi từ đầu. Hãy gửi lại.", "The list was not begun. Send it again."),
        [ExposureStatus.WrongChunk] = new("Các phần của danh sách không đúng thứ tự. Hãy gửi lại.", "The parts of the list came in the wrong order. Send it again."),
        [ExposureStatus.BadEntry] = NotReadable(ExposureStatus.BadEntry),
        [ExposureStatus.NotAscending] = new("Trong danh sách có một người bị lặp lại. Hãy tải lại danh sách.", "Somebody is in the list twice. Download the list again."),
        [ExposureStatus.BadSum] = new("Danh sách bị hỏng trên đường truyền, thẻ đã bỏ đi. Hãy gửi lại.", "The list was damaged on the way; the tag dropped it. Send it again."),
        [ExposureStatus.StorageFailed] = new("Thẻ không ghi được danh sách vào bộ nhớ. Hãy thử lại hoặc đưa thẻ cho kỹ thuật viên.", "The tag could not write the list to its memory. Try again, or take it to the technician."),
    };

    /// <summary>The sentence for <paramref name="fault"/>.</summary>
    public static SyncText Of(SyncFault fault) => Texts[fault];

    /// <summary>The sentence for <paramref name="fault"/>, and more exactly for what a tag has against an exposure list.</summary>
    public static SyncText Of(SyncFault fault, ExposureStatus? listStatus) =>
        listStatus is { } status && ListTexts.TryGetValue(status, out SyncText? text) ? text : Texts[fault];

    private static SyncText NotReadable(ExposureStatus status) => new(
        $"Thẻ không đọc được danh sách (mã {(int)status}). Hãy tải lại danh sách hoặc cập nhật ứng dụng.",
        $"The tag cannot read the list (code {(int)status}). Download it again, or update this app.");
}
