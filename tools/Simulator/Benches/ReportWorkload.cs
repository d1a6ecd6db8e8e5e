using System;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scanning;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Counts one heard advertisement from the scanner's call to the updated sighting, scan begun and ended for it alone: the
/// dearest way it can come. In a real scan the reports share the last of it, which is counted too.
/// </summary>
public static class ReportWorkload
{
    private const int SampleCount = 500;
    private const long RoundMs = 20000;

    /// <summary>Takes the samples.</summary>
    public static void Run(IlSamples samples)
    {
        MeasureEmptyScan(samples);
        HearKnown(samples, IlCases.Report + "known neighbour, full table", BookRig.IdOf);
        HearNewInHalfFull(samples);
        HearNewcomers(samples, IlCases.Report + "newcomer, full table (somebody gives way or not)", BookRig.IdOf);
        HearOthers(samples, IlCases.Report + "foreign device", Adverts.Foreign);
        HearOthers(samples, IlCases.Report + "iPhone", _ => Adverts.IPhone());
        HearOthers(samples, IlCases.Report + "malformed, 31 bytes", Adverts.Malformed);
        HearKnown(samples, IlCases.Hostile + "known neighbour, 128 ids alike but for the last byte", AlikeIdOf);
        HearNewcomers(samples, IlCases.Hostile + "newcomer, 128 ids alike but for the last byte", AlikeIdOf);
    }

    // All in one chain of the look-up, and told apart only by the last byte compared.
    private static byte[] AlikeIdOf(int number)
    {
        byte[] id = new byte[BluezoneId.Length];
        id[BluezoneId.Length - 2] = (byte)(number >> 8);
        id[BluezoneId.Length - 1] = (byte)number;
        return id;
    }

    private static void MeasureEmptyScan(IlSamples samples)
    {
        var rig = new BookRig();
        samples.Measure("scan without a report (shared by its reports)", () => rig.EndScan(RoundMs));
    }

    private static void HearKnown(IlSamples samples, string name, Func<int, byte[]> idOf)
    {
        var rig = new BookRig();
        rig.Fill(SightingTable.Capacity, idOf);
        for (int i = 0; i < SampleCount; i++)
        {
            byte[] advertisement = Adverts.Tag(idOf(i % SightingTable.Capacity));
            long uptimeMs = (1 + (i / SightingTable.Capacity)) * RoundMs;
            samples.MeasureWithCalls(name, IlCases.ReportLibraryCalls, () => rig.Hear(advertisement, -45 - (i * 11 % 40), uptimeMs));
        }
    }

    private static void HearNewInHalfFull(IlSamples samples)
    {
        for (int i = 0; i < SampleCount; i++)
        {
            var rig = new BookRig();
            rig.Fill(SightingTable.Capacity / 2, BookRig.IdOf);
            byte[] id = BookRig.IdOf(SightingTable.Capacity + i);
            byte[] advertisement = i % 2 == 0 ? Adverts.Tag(id) : Adverts.AndroidPhone(id);
            samples.MeasureWithCalls(
                IlCases.Report + "new neighbour, half-full table",
                IlCases.ReportLibraryCalls,
                () => rig.Hear(advertisement, -45 - (i * 11 % 40), RoundMs));
        }
    }

    private static void HearNewcomers(IlSamples samples, string name, Func<int, byte[]> idOf)
    {
        var rig = new BookRig();
        rig.Fill(SightingTable.Capacity, idOf);
        for (int i = 0; i < SampleCount; i++)
        {
            byte[] advertisement = Adverts.Tag(idOf(SightingTable.Capacity + i));
            samples.MeasureWithCalls(name, IlCases.ReportLibraryCalls, () => rig.Hear(advertisement, i % 2 == 0 ? -41 : -89, RoundMs));
        }
    }

    private static void HearOthers(IlSamples samples, string name, Func<int, byte[]> advertisementOf)
    {
        var rig = new BookRig();
        rig.Fill(SightingTable.Capacity, BookRig.IdOf);
        for (int i = 0; i < SampleCount; i++)
        {
            byte[] advertisement = advertisementOf(i);
            samples.MeasureWithCalls(name, IlCases.ReportLibraryCalls, () => rig.Hear(advertisement, -60, RoundMs));
        }
    }
}
