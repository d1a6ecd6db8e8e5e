using System.Collections.Generic;

namespace BluezoneTag.Flasher.Messages;

/// <summary>What can be wrong with a port.</summary>
public static class PortProblems
{
    /// <summary>No device of that name.</summary>
    public static FlasherException Missing(string port) => new(
        ExitCode.Port,
        new($"{port}: there is no such port.", $"{port}: không có cổng này."),
        new(
            "Plug the tag in with a data cable and look at the list of `ports`; a charge-only cable shows nothing.",
            "Cắm thẻ bằng cáp dữ liệu rồi xem danh sách bằng lệnh `ports`; cáp chỉ sạc thì không hiện gì."));

    /// <summary>The user may not open it.</summary>
    public static FlasherException NoPermission(string port) => new(
        ExitCode.Port,
        new($"{port}: no permission to open the port.", $"{port}: không có quyền mở cổng."),
        new(
            "Add yourself to the group dialout (sudo usermod -aG dialout $USER), log out and in again, then repeat.",
            "Thêm người dùng vào nhóm dialout (sudo usermod -aG dialout $USER), đăng xuất rồi đăng nhập lại và làm lại."));

    /// <summary>Another program has it.</summary>
    public static FlasherException Busy(string port) => new(
        ExitCode.Port,
        new($"{port}: another program is using the port.", $"{port}: chương trình khác đang dùng cổng này."),
        new(
            "Close serial monitors and IDEs. On Linux ModemManager may hold it for some seconds; `doctor` tells.",
            "Đóng các chương trình theo dõi cổng và IDE. Trên Linux, ModemManager có thể giữ cổng vài giây; xem lệnh `doctor`."));

    /// <summary>It opens, but it is no serial port.</summary>
    public static FlasherException NotASerialPort(string port, string detail) => new(
        ExitCode.Port,
        new($"{port}: this is no usable serial port ({detail}).", $"{port}: không phải cổng nối tiếp dùng được ({detail})."),
        new("Choose a name from the list of `ports`.", "Chọn một tên trong danh sách của lệnh `ports`."));

    /// <summary>It went away in the middle.</summary>
    public static FlasherException Vanished(string port, string detail) => new(
        ExitCode.Port,
        new($"{port}: the port vanished and did not come back ({detail}).", $"{port}: cổng biến mất và không trở lại ({detail})."),
        new(
            "The tag is incomplete and not ready. Check cable and plug, plug it in again and repeat the same command.",
            "Thẻ chưa ghi xong, chưa dùng được. Kiểm tra cáp và đầu cắm, cắm lại rồi chạy lại đúng lệnh đó."));

    /// <summary>No --port, and not exactly one tag plugged in.</summary>
    public static FlasherException NotTheOnlyOne(IEnumerable<string> names)
    {
        string list = string.Join(", ", names);
        return list.Length == 0
            ? new(
                ExitCode.Port,
                new("No tag is plugged in.", "Chưa cắm thẻ nào."),
                new(
                    "Plug one in with a data cable, or name the port with --port. `doctor` looks for the usual causes.",
                    "Cắm thẻ bằng cáp dữ liệu, hoặc chỉ định cổng bằng --port. Lệnh `doctor` tìm các nguyên nhân thường gặp."))
            : new(
                ExitCode.Port,
                new($"Several tags are plugged in: {list}.", $"Có nhiều thẻ đang cắm: {list}."),
                new("Name one of them with --port.", "Chọn một thẻ bằng --port."));
    }

    /// <summary>Neither Linux nor Windows.</summary>
    public static FlasherException UnknownSystem(string port) => new(
        ExitCode.Port,
        new($"{port}: serial ports are supported on Linux and Windows only.", $"{port}: chỉ hỗ trợ cổng nối tiếp trên Linux và Windows."),
        new("Use such a machine, or a TCP port as tcp:HOST:PORT.", "Dùng máy Linux hoặc Windows, hoặc cổng TCP dạng tcp:HOST:PORT."));

    /// <summary>`tcp:` without host and port.</summary>
    public static FlasherException BadTcpAddress(string port) => new(
        ExitCode.Usage,
        new($"{port}: this is no TCP address.", $"{port}: không phải địa chỉ TCP."),
        new("Write it as tcp:HOST:PORT, for example tcp:localhost:4001.", "Viết dạng tcp:HOST:PORT, ví dụ tcp:localhost:4001."));

    /// <summary>Nobody listens.</summary>
    public static FlasherException NoTcpConnection(string port, string detail) => new(
        ExitCode.Port,
        new($"{port}: no connection ({detail.TrimEnd('.')}).", $"{port}: không kết nối được ({detail.TrimEnd('.')})."),
        new("Start the emulator or serial server first, then repeat.", "Khởi động bộ giả lập hoặc máy chủ cổng nối tiếp trước, rồi làm lại."));
}
