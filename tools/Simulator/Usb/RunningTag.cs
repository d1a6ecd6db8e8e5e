using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Usb;

/// <summary>The application after a start from flash: the real firmware, alone on its air, with its clock set as a sync would.</summary>
public sealed class RunningTag : IPropagation
{
    private const int IdOffset = 11;
    private const double CellMilliampHours = 1000;

    private readonly EventLoop _loop = new();
    private readonly long _startUs;

    /// <summary>Starts at <paramref name="nowUs"/> of the caller's clock, which is <paramref name="startUtcMs"/>.</summary>
    public RunningTag(IdentityImage identity, long nowUs, long startUtcMs, ulong seed)
    {
        _startUs = nowUs;
        PlatformProfile platform = PlatformProfile.All[0];
        var medium = new RadioMedium(this, seed);
        Transmitter transmitter = medium.AddTransmitter((long)(platform.AdvertisingIntervalMs * 1000));
        Tag = new SimulatedTag(_loop, medium, transmitter, platform, ClockProfile.Find("perfect"), new Battery(CellMilliampHours, 1), startUtcMs, seed);
        Tag.Provision(identity);
        Tag.PrepareSyncHistory(0, 0);
        Tag.Radio.OnAdvertising = (data, length, _) => Advertise(data, length);
        _loop.Add(Tag, 0);
    }

    /// <summary>The tag itself.</summary>
    public SimulatedTag Tag { get; }

    /// <summary>The id in the newest advertisement as 24 hex digits, or empty before the first.</summary>
    public string AdvertisedId { get; private set; } = string.Empty;

    /// <summary>Advertisements handed to the radio so far.</summary>
    public int AdvertisementCount { get; private set; }

    /// <summary>Lives on until <paramref name="nowUs"/> of the caller's clock.</summary>
    public void AdvanceTo(long nowUs)
    {
        if (nowUs - _startUs > _loop.NowUs)
        {
            _loop.RunUntil(nowUs - _startUs);
        }
    }

    int[] IPropagation.NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        return [];
    }

    double IPropagation.MeanRssiDbm(int sender, int receiver, long timeUs) => 0;

    private void Advertise(byte[] data, int length)
    {
        if (length >= IdOffset + BluezoneId.Length)
        {
            AdvertisedId = Hex.Encode(data, IdOffset, BluezoneId.Length);
            AdvertisementCount++;
        }
    }
}
