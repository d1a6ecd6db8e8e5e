using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Counts changes of the own id, in instructions and in SHA-256 blocks, and the building of an advertisement.</summary>
public static class IdentifierWorkload
{
    private const int CreationDay = 18450;
    private const int FirstDay = CreationDay + 20;
    private const int DayCount = 5;
    private const ulong Seed = 5;

    /// <summary>Takes the samples.</summary>
    public static void Run(IlSamples samples)
    {
        var identifier = new RollingIdentifier(Noise.Bytes(DailyKeyChain.KeyLength, Seed, 1), 0, CreationDay);
        const long FirstMs = FirstDay * SlotTime.DayMs;
        Seek(samples, "first id after a boot at 00:00 UTC, key 20 days old", identifier, FirstMs);
        for (int slot = 1; slot < DayCount * SlotTime.SlotsPerDay; slot++)
        {
            bool isNewDay = slot % SlotTime.SlotsPerDay == 0;
            Seek(samples, isNewDay ? "id change at the end of a UTC day" : IlCases.SlotChange, identifier, FirstMs + SlotTime.StartOfSlot(slot));
        }

        byte[] data = new byte[AdvertisingData.MaxLength];
        samples.Measure("build an advertisement", () => AdvertisementBuilder.Build(data, identifier.Id, 0, 5));
    }

    private static void Seek(IlSamples samples, string name, RollingIdentifier identifier, long utcMs)
    {
        int before = identifier.BlockCount;
        samples.Measure(name, () => identifier.Seek(utcMs));
        samples.Add(IlCases.Blocks + name, identifier.BlockCount - before);
    }
}
