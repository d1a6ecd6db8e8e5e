using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// The hours between local midnight and the beginning of a run, lived by one tag that meets nobody. What it spends is what each tag's account of
/// the day starts with: a tag that was worn before does not begin the day's budget in the middle of the morning.
/// </summary>
public sealed class QuietMorning : IPropagation
{
    private const long BlockUs = 300_000_000;
    private const int FirstMovingHour = 6;
    private const int LastMovingHour = 21;
    private const int HourMs = 3_600_000;

    private readonly EventLoop _loop = new();
    private readonly ulong _seed;
    private readonly long _midnightLocalMs;

    private QuietMorning(ulong seed, long midnightLocalMs)
    {
        _seed = seed;
        _midnightLocalMs = midnightLocalMs;
    }

    /// <summary>
    /// Whether a wearer who is at home moves: in a third of the five-minute blocks from 6:00 to 21:00. <paramref name="localMs"/> is local
    /// time, milliseconds since 1970, at run time <paramref name="nowUs"/>.
    /// </summary>
    public static bool IsMovingAtHome(ulong seed, int node, long localMs, long nowUs)
    {
        long hour = localMs / HourMs % 24;
        return hour is >= FirstMovingHour and < LastMovingHour && Noise.Uniform(seed, node, nowUs / BlockUs, 9) < 1 / 3.0;
    }

    /// <summary>Millicoulombs that a tag of these options draws alone from local midnight until <paramref name="startUtcMs"/>.</summary>
    public static double Millicoulombs(ScenarioOptions options, long startUtcMs, int utcOffsetMinutes)
    {
        long offsetMs = utcOffsetMinutes * 60000L;
        long spanMs = (startUtcMs + offsetMs) % SlotTime.DayMs;
        var morning = new QuietMorning(options.Seed, startUtcMs + offsetMs - spanMs);
        return morning.Live(options, startUtcMs - spanMs, spanMs * 1000, utcOffsetMinutes);
    }

    int[] IPropagation.NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        return [];
    }

    double IPropagation.MeanRssiDbm(int sender, int receiver, long timeUs) => double.NegativeInfinity;

    private double Live(ScenarioOptions options, long midnightUtcMs, long spanUs, int utcOffsetMinutes)
    {
        var medium = new RadioMedium(this, _seed);
        var battery = new Battery(options.CapacityMilliampHours, 1);
        Transmitter transmitter = medium.AddTransmitter((long)(options.Platform.AdvertisingIntervalMs * 1000));
        var tag = new SimulatedTag(_loop, medium, transmitter, options.Platform, options.Clock, battery, midnightUtcMs, _seed);
        var identity = new IdentityImage { Serial = 1, CreationDay = SlotTime.DayOf(midnightUtcMs), UtcOffsetMinutes = utcOffsetMinutes };
        Noise.Bytes(identity.BaseKey.Length, _seed, 2).CopyTo(identity.BaseKey, 0);
        tag.Provision(identity);
        tag.PrepareSyncHistory(0, 0);
        tag.BeforeTurn = (worn, nowUs) =>
        {
            if (IsMovingAtHome(_seed, worn.Node, _midnightLocalMs + (nowUs / 1000), nowUs))
            {
                worn.Hardware.Move();
            }
        };
        _loop.Add(tag, 0);
        _loop.RunUntil(spanUs);
        tag.ChargeUntil(spanUs);
        return battery.DrawnMillicoulombs;
    }
}
