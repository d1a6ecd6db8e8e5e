namespace BluezoneTag.Flasher.Messages;

/// <summary>What can be wrong with files and with their fit. All of it is found before the first erase.</summary>
public static class ImageProblems
{
    private static readonly Text NothingErased = new("Nothing was erased.", "Chưa xoá gì trên thẻ.");

    /// <summary>A file or folder that is not there or cannot be read.</summary>
    public static FlasherException Unreadable(string path, string detail) => Bad(
        $"{path}: cannot be read ({detail.TrimEnd('.')}).",
        $"{path}: không đọc được ({detail.TrimEnd('.')}).",
        "Check the path and the permissions.",
        "Kiểm tra đường dẫn và quyền truy cập.");

    /// <summary>A zip that is not whole.</summary>
    public static FlasherException BadZip(string path, string detail) => Bad(
        $"{path}: the zip file is damaged ({detail.TrimEnd('.')}).",
        $"{path}: tệp zip bị hỏng ({detail.TrimEnd('.')}).",
        "Copy or download it again.",
        "Sao chép hoặc tải lại tệp.");

    /// <summary>A firmware package without one of its files.</summary>
    public static FlasherException MissingFile(string package, string file) => Bad(
        $"{package}: {file} is missing, so this is no whole firmware package.",
        $"{package}: thiếu {file}, gói firmware không đầy đủ.",
        "Use the package as it was published: bootloader.bin, nanoCLR.bin and partitions_<size>.bin.",
        "Dùng nguyên gói đã phát hành: bootloader.bin, nanoCLR.bin và partitions_<size>.bin.");

    /// <summary>An ESP image that is not what it should be.</summary>
    public static FlasherException BadImage(string name, string detail, string detailVietnamese) => Bad(
        $"{name}: {detail}.",
        $"{name}: {detailVietnamese}.",
        "The file is damaged or no firmware image. Get the package again.",
        "Tệp bị hỏng hoặc không phải firmware. Lấy lại gói firmware.");

    /// <summary>Two images of one package for different chips.</summary>
    public static FlasherException MixedChips(string package) => Bad(
        $"{package}: bootloader.bin and nanoCLR.bin are for different chips.",
        $"{package}: bootloader.bin và nanoCLR.bin dành cho hai loại chip khác nhau.",
        "Use one package as it was published.",
        "Dùng nguyên một gói đã phát hành.");

    /// <summary>A partition table that cannot be used.</summary>
    public static FlasherException BadTable(string name, string detail, string detailVietnamese) => Bad(
        $"{name}: {detail}.",
        $"{name}: {detailVietnamese}.",
        "Use the partition table of the firmware package.",
        "Dùng bảng phân vùng của gói firmware.");

    /// <summary>An assembly that nanoCLR would not load.</summary>
    public static FlasherException BadAssembly(string name, string detail, string detailVietnamese) => Bad(
        $"{name}: {detail}.",
        $"{name}: {detailVietnamese}.",
        "Build the application again and copy the whole output.",
        "Biên dịch lại ứng dụng và chép toàn bộ kết quả.");

    /// <summary>The application does not fit.</summary>
    public static FlasherException TooLarge(string name, long size, string partition, long room) => new(
        ExitCode.DoesNotFit,
        new(
            $"{name}: {size:N0} bytes do not fit the partition {partition} of {room:N0} bytes. {NothingErased.English}",
            $"{name}: {size:N0} byte không vừa phân vùng {partition} ({room:N0} byte). {NothingErased.Vietnamese}"),
        new("Leave out assemblies that are not needed, or use a firmware with a larger partition.", "Bỏ bớt assembly không cần, hoặc dùng firmware có phân vùng lớn hơn."));

    /// <summary>Firmware for another chip than the one plugged in.</summary>
    public static FlasherException WrongChip(string package, string wanted, string found) => new(
        ExitCode.DoesNotFit,
        new(
            $"{package} is for {wanted}, but the chip is an {found}. {NothingErased.English}",
            $"{package} dành cho {wanted}, nhưng chip là {found}. {NothingErased.Vietnamese}"),
        new($"Take the package for {found}, or another board.", $"Lấy gói dành cho {found}, hoặc dùng bo mạch khác."));

    /// <summary>A flash chip that is too small.</summary>
    public static FlasherException FlashTooSmall(int foundMegabytes, int wantedMegabytes) => new(
        ExitCode.DoesNotFit,
        new(
            $"The flash of this board has {foundMegabytes} MB, {wantedMegabytes} MB are needed. {NothingErased.English}",
            $"Bộ nhớ flash của bo mạch này có {foundMegabytes} MB, cần {wantedMegabytes} MB. {NothingErased.Vietnamese}"),
        new("Use a board with 4 MB of flash or more.", "Dùng bo mạch có flash từ 4 MB trở lên."));

    /// <summary>The package has no table for this flash size.</summary>
    public static FlasherException NoTableFor(string package, int megabytes) => new(
        ExitCode.DoesNotFit,
        new(
            $"{package} has no partition table for {megabytes} MB or less, down to 4 MB. {NothingErased.English}",
            $"{package} không có bảng phân vùng cho flash {megabytes} MB trở xuống, tới 4 MB. {NothingErased.Vietnamese}"),
        new("Use a package with partitions_4mb.bin.", "Dùng gói có partitions_4mb.bin."));

    /// <summary>Native code of firmware and application differ.</summary>
    public static FlasherException NativeMismatch(string assembly, uint wanted, uint found) => new(
        ExitCode.DoesNotFit,
        new(
            $"{assembly}: made for native code {wanted:X8}, the firmware has {found:X8}; the application would not start. {NothingErased.English}",
            $"{assembly}: cần mã native {wanted:X8}, firmware có {found:X8}; ứng dụng sẽ không chạy. {NothingErased.Vietnamese}"),
        new("Use the firmware version that belongs to the application's libraries.", "Dùng đúng phiên bản firmware ứng với thư viện của ứng dụng."));

    /// <summary>The chip carries another partition table than the package.</summary>
    public static FlasherException OtherTable(string port, string package) => new(
        ExitCode.DoesNotFit,
        new(
            $"{port}: the partition table on the tag is not that of {package}. {NothingErased.English}",
            $"{port}: bảng phân vùng trên thẻ không khớp với {package}. {NothingErased.Vietnamese}"),
        new("Name the package the tag was flashed with, or flash the tag first.", "Chọn đúng gói đã nạp cho thẻ, hoặc nạp lại thẻ bằng lệnh flash."));

    /// <summary>An output file that exists or cannot be made.</summary>
    public static FlasherException Unwritable(string path, string detail) => Bad(
        $"{path}: cannot be written ({detail.TrimEnd('.')}).",
        $"{path}: không ghi được ({detail.TrimEnd('.')}).",
        "Choose another path. An existing file is never overwritten with a secret.",
        "Chọn đường dẫn khác. Tệp đã có không bao giờ bị ghi đè bằng dữ liệu bí mật.");

    private static FlasherException Bad(string english, string vietnamese, string next, string nextVietnamese) => new(
        ExitCode.BadInput,
        new($"{english} {NothingErased.English}", $"{vietnamese} {NothingErased.Vietnamese}"),
        new(next, nextVietnamese));
}
