using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Tags;
using RegistryTag = BluezoneTag.Registry.Tags.Tag;

namespace BluezoneTag.Kiosk.Tests.Support;

/// <summary>Exports of a small registry, made by the registry's own code: two issued tags, one of them with a name, and one that is nobody's.</summary>
internal static class RegistryFiles
{
    private static readonly RegistryTag[] Tags = [Make(1, TagState.Issued, 41), Make(2, TagState.Blank, null), Make(3, TagState.Issued, 7)];

    private static readonly HolderName[] Names = [new(41, "Nguyễn Thị Hoa", "5A")];

    /// <summary>As CSV, with names.</summary>
    public static byte[] IssuedCsv() => TagExport.ToCsv(Tags, Names);

    /// <summary>As JSON, without.</summary>
    public static byte[] IssuedJson() => TagExport.ToJson(Tags, AuditHead.Of(5, new byte[32]));

    private static RegistryTag Make(uint serial, TagState state, uint? holder) =>
        new(serial, "A0B1C2D3E4F5", "ESP32-C3", state, 1, "0.1.0", holder, true, false, "a remark, \"quoted\"", "x", 1_600_000_000_000);
}
