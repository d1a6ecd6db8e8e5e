namespace BluezoneTag.Flasher.Messages;

/// <summary>What can go wrong between us and the chip.</summary>
public static class ChipProblems
{
    /// <summary>No answer from a ROM loader.</summary>
    public static FlasherException NoLoader(string port, bool hasLines, string detail) => new(
        ExitCode.Chip,
        new($"{port}: no ROM loader answers ({detail}).", $"{port}: ROM loader không trả lời ({detail})."),
        hasLines
            ? new(
                "Hold BOOT, press RESET, let go of BOOT, then repeat. If that does not help: another cable, another USB socket.",
                "Giữ nút BOOT, nhấn RESET, thả BOOT rồi làm lại. Nếu vẫn không được: đổi cáp, đổi cổng USB.")
            : new(
                "This port cannot reset the chip. Put it in download mode by hand (hold BOOT, press RESET), then repeat.",
                "Cổng này không tự reset được chip. Đưa chip vào chế độ nạp bằng tay (giữ BOOT, nhấn RESET) rồi làm lại."));

    /// <summary>A chip this tool does not know.</summary>
    public static FlasherException UnknownChip(string port, string detail) => new(
        ExitCode.Chip,
        new($"{port}: this chip is neither an ESP32 nor an ESP32-C3 ({detail}).", $"{port}: chip này không phải ESP32 hay ESP32-C3 ({detail})."),
        new("Tags are built on these two. Check the board.", "Thẻ chỉ dùng hai loại chip này. Kiểm tra lại bo mạch."));

    /// <summary>Secure boot, flash encryption or secure download.</summary>
    public static FlasherException Locked(string port, uint flags) => new(
        ExitCode.Chip,
        new($"{port}: the chip's security fuses are set (flags {flags:X8}); it cannot be flashed this way.", $"{port}: cầu chì bảo mật của chip đã được đặt (cờ {flags:X8}); không nạp được theo cách này."),
        new("Fuses cannot be undone. Use another board.", "Cầu chì không thể khôi phục. Dùng bo mạch khác."));

    /// <summary>Another chip than at the start.</summary>
    public static FlasherException Exchanged(string port, string first, string now) => new(
        ExitCode.Chip,
        new($"{port}: chip {first} was replaced by {now} in the middle of the job.", $"{port}: chip {first} đã bị thay bằng {now} giữa chừng."),
        new("Flash both tags again, one after the other.", "Nạp lại cả hai thẻ, từng thẻ một."));

    /// <summary>The flash chip does not say its size.</summary>
    public static FlasherException UnknownFlash(string port, string detail) => new(
        ExitCode.Chip,
        new($"{port}: the flash chip does not say its size ({detail}).", $"{port}: chip flash không cho biết dung lượng ({detail})."),
        new("Plug the tag in again and repeat. If it stays so, the board is defective.", "Cắm lại thẻ và làm lại. Nếu vẫn vậy, bo mạch bị hỏng."));

    /// <summary>Writing failed for good.</summary>
    public static FlasherException WriteFailed(string port, string region, string detail) => new(
        ExitCode.Write,
        new(
            $"{port}: {region} could not be written, all retries used up ({detail}). The tag is incomplete and was not started.",
            $"{port}: không ghi được {region}, đã thử lại hết số lần ({detail}). Thẻ chưa hoàn chỉnh và chưa được khởi động."),
        new(
            "Try another cable or USB socket, or --baud 115200, and repeat the same command.",
            "Thử cáp hoặc cổng USB khác, hoặc --baud 115200, rồi chạy lại đúng lệnh đó."));

    /// <summary>The job has had its time.</summary>
    public static FlasherException TookTooLong(string port, int minutes) => new(
        ExitCode.Write,
        new(
            $"{port}: not done after {minutes} minutes, given up. The tag may be incomplete and was not started.",
            $"{port}: sau {minutes} phút vẫn chưa xong, đã dừng. Thẻ có thể chưa hoàn chỉnh và chưa được khởi động."),
        new(
            "Try another cable or USB socket and repeat the same command. If it stays so, sort the tag out.",
            "Thử cáp hoặc cổng USB khác rồi chạy lại đúng lệnh đó. Nếu vẫn vậy, loại thẻ này ra."));

    /// <summary>A checksum that does not match.</summary>
    public static FlasherException Mismatch(string port, string regions) => new(
        ExitCode.Verify,
        new($"{port}: the chip does not hold what it should: {regions}.", $"{port}: nội dung trên chip không đúng: {regions}."),
        new("Flash the tag again. If it happens again, the flash chip is worn out: sort the tag out.", "Nạp lại thẻ. Nếu lặp lại, chip flash đã hỏng: loại thẻ này ra."));

    /// <summary>The started tag is silent.</summary>
    public static FlasherException Silent(string port, string detail) => new(
        ExitCode.NoAnswer,
        new($"{port}: written and verified, but the started tag does not answer ({detail}).", $"{port}: đã ghi và kiểm tra xong, nhưng thẻ khởi động lên không trả lời ({detail})."),
        new(
            "Unplug the tag, plug it in again and run the command check. A tag whose battery is connected must be switched off and on.",
            "Rút thẻ, cắm lại rồi chạy lệnh check. Thẻ có pin thì phải tắt rồi bật lại."));

    /// <summary>The started tag is another one.</summary>
    public static FlasherException WrongTarget(string port, string wanted, string found) => new(
        ExitCode.NoAnswer,
        new($"{port}: the started tag says it is {found}, not {wanted}.", $"{port}: thẻ báo là {found}, không phải {wanted}."),
        new("Check that the package is the right one, then flash again.", "Kiểm tra đúng gói firmware rồi nạp lại."));
}
