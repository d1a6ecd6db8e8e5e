using System.Collections.Generic;

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
        [SyncFault.NotFound] = new("Không thấy thẻ nào. Hãy nhấn nút trên thẻ và để thẻ gần máy.", "No tag found. Press the tag's button and keep it near this device."),
        [SyncFault.LinkLost] = new("Mất kết nối với thẻ. Hãy để thẻ gần máy và nhấn nút lần nữa.", "The connection to the tag broke. Keep it near and press its button again."),
        [SyncFault.NoAnswer] = new("Thẻ không trả lời. Hãy để thẻ gần máy và nhấn nút lần nữa.", "The tag does not answer. Keep it near and press its button again."),
        [SyncFault.UnknownTag] = new("Thẻ này không có trong danh sách của trạm. Hãy quét mã QR trên nhãn thẻ.", "This tag is not on the kiosk's list. Scan the QR code on its label."),
        [SyncFault.BadReply] = new("Thẻ trả lời sai. Hãy thử lại; nếu vẫn lỗi, đưa thẻ cho kỹ thuật viên.", "The tag gave a wrong answer. Try again; if it stays so, take it to the technician."),
    };

    /// <summary>The sentence for <paramref name="fault"/>.</summary>
    public static SyncText Of(SyncFault fault) => Texts[fault];
}
