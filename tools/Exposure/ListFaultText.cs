using System;

namespace BluezoneTag.Exposure;

/// <summary>What a person is told about a <see cref="ListFault"/>: what is wrong and what to do, in Vietnamese and English.</summary>
public static class ListFaultText
{
    private const string AskVietnamese = "Hãy tải lại danh sách từ cơ quan y tế.";
    private const string AskEnglish = "Fetch the list from the health authority again.";

    /// <summary>The Vietnamese sentence.</summary>
    public static string Vietnamese(ListFault fault) => Texts(fault).Vietnamese;

    /// <summary>The English sentence.</summary>
    public static string English(ListFault fault) => Texts(fault).English;

    private static (string Vietnamese, string English) Texts(ListFault fault) => fault switch
    {
        ListFault.TooLong => ("Tệp danh sách quá lớn. " + AskVietnamese, "The list file is too large. " + AskEnglish),
        ListFault.NotReadable => ("Không đọc được danh sách. " + AskVietnamese, "The list cannot be read. " + AskEnglish),
        ListFault.UnknownFormat => (
            "Danh sách theo định dạng mới hơn. Hãy cập nhật phần mềm này.", "The list is in a format this program does not know. Update the program."),
        ListFault.BadLevel => ("Danh sách không ghi F0 hay F1. " + AskVietnamese, "The list says neither F0 nor F1. " + AskEnglish),
        ListFault.NoEntry => ("Danh sách không có ai trong những ngày cần tra. Không cần làm gì.", "The list has nobody in the days asked for. Nothing to do."),
        ListFault.TooManyEntries => (
            "Danh sách có quá nhiều người cho một thẻ. Hãy yêu cầu cơ quan y tế chia nhỏ.", "The list has more people than a tag takes. Ask the authority to split it."),
        ListFault.BadKey => ("Một khóa trong danh sách bị hỏng. " + AskVietnamese, "A key in the list is damaged. " + AskEnglish),
        ListFault.StartNotMidnight => (
            "Thời điểm bắt đầu không phải nửa đêm UTC nên không thể khớp. Hãy báo cho cơ quan y tế.", "A start is not midnight UTC, so nothing can match. Tell the authority."),
        ListFault.EndBeforeStart => ("Thời điểm kết thúc trước lúc bắt đầu. Hãy báo cho cơ quan y tế.", "An end is before its start. Tell the authority."),
        ListFault.SpanTooLong => (
            "Khoảng thời gian dài hơn 21 ngày mà thẻ lưu giữ. Hãy báo cho cơ quan y tế.", "A span is longer than the 21 days that a tag remembers. Tell the authority."),
        ListFault.FutureDay => (
            "Danh sách có ngày chưa đến. Hãy kiểm tra đồng hồ máy này, sau đó báo cho cơ quan y tế.", "The list has a day that has not come. Check this computer's clock, then tell the authority."),
        ListFault.MaxZero => ("Danh sách ghi 0 khung giờ mỗi ngày. Hãy báo cho cơ quan y tế.", "The list says 0 slots a day. Tell the authority."),
        ListFault.MaxUnsupported => (
            "Danh sách dùng số khung giờ khác 96 mỗi ngày; thẻ không hỗ trợ. Hãy báo cho cơ quan y tế.", "The list has other than 96 slots a day, which tags do not use. Tell the authority."),
        ListFault.Duplicate => ("Một người được ghi hai lần. Hãy báo cho cơ quan y tế.", "Somebody is listed twice. Tell the authority."),
        ListFault.UnknownAuthority => (
            "Không rõ ai đã ký danh sách. Không gửi đến thẻ. Hãy kiểm tra khóa của cơ quan y tế trên máy này.",
            "The signer of the list is not known. It goes to no tag. Check the authority's key on this computer."),
        ListFault.BadSignature => (
            "Chữ ký của danh sách không đúng: có thể đã bị sửa. Không gửi đến thẻ. " + AskVietnamese,
            "The signature of the list is wrong: it may have been altered. It goes to no tag. " + AskEnglish),
        ListFault.TooManyKeyDays => (
            "Danh sách có nhiều ngày hơn mức thẻ được tra trong một ngày. Hãy yêu cầu cơ quan y tế chia nhỏ.",
            "The list has more days of keys than a tag may check in a day. Ask the authority to split it."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
