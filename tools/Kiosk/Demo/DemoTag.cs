using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>One tag of the bench: the simulated hardware with its firmware, what is printed on its label, and where it lies.</summary>
public sealed class DemoTag
{
    private const uint FirstSerial = 1001;
    private const int WornDays = 30;
    private const int PartitionBlocks = 64;
    private const int UtcOffsetMinutes = 420;

    private DemoTag(int index, SimulatedTag tag, IdentityImage identity)
    {
        Index = index;
        Tag = tag;
        Identity = identity;
        Label = ClaimUri.Of(identity.Serial, identity.ClaimSecret);
        Officer = new DemoOfficer(identity);
    }

    /// <summary>Place on the bench, from 0.</summary>
    public int Index { get; }

    /// <summary>The tag.</summary>
    public SimulatedTag Tag { get; }

    /// <summary>Who it is. Secret in part.</summary>
    public IdentityImage Identity { get; }

    /// <summary>Exact text of the QR code on the label.</summary>
    public string Label { get; }

    /// <summary>The officer to whom this wearer's days would be released.</summary>
    public DemoOfficer Officer { get; }

    /// <summary>Whether it lies in reach of the page's radio.</summary>
    public bool IsNear { get; private set; } = true;

    /// <summary>The present link of a client, if there is one.</summary>
    public VirtualLink? Link { get; set; }

    /// <summary>Name under which a client finds it again; proves nothing.</summary>
    public string Peer => $"demo-{Index}";

    /// <summary>What the panel shows of it.</summary>
    public DemoTagState State => new(
        Index,
        Identity.Serial,
        Label,
        ShortCode.Of(Identity.Serial),
        Tag.Radio.Gatt.IsServing,
        Link is { IsUp: true },
        LedOf(Tag.Hardware),
        Tag.Hardware.IsVibrating,
        Tag.Application.BatteryMillivolts,
        IsNear,
        Officer.Code);

    /// <summary>Gives <paramref name="tag"/> the identity of place <paramref name="index"/>: the same on each start, so that a page keeps knowing it.</summary>
    public static DemoTag Provision(int index, SimulatedTag tag, long startUtcMs, ulong seed)
    {
        var identity = new IdentityImage
        {
            Serial = FirstSerial + (uint)index,
            CreationDay = SlotTime.DayOf(startUtcMs) - WornDays,
            UtcOffsetMinutes = UtcOffsetMinutes,
        };
        Noise.Bytes(identity.BaseKey.Length, seed, index + 100).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(identity.ClaimSecret.Length, seed, index + 9000).CopyTo(identity.ClaimSecret, 0);
        tag.Provision(identity);
        tag.IsSyncedAtBoot = true;
        tag.Flash.Capacity = PartitionBlocks;
        return new DemoTag(index, tag, identity);
    }

    /// <summary>Lays it near the page's radio, or takes it away with its link.</summary>
    public void Place(bool isNear)
    {
        IsNear = isNear;
        if (!isNear)
        {
            Link?.Cut();
        }
    }

    private static string LedOf(TagHardware hardware) => (hardware.IsRedOn, hardware.IsGreenOn) switch
    {
        (true, true) => "both",
        (true, false) => "red",
        (false, true) => "green",
        _ => "off",
    };
}
