using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// What is counted. Written like any other caller of the firmware; counts come out only in an
/// <see cref="InstrumentedContext"/>, elsewhere everything is 0.
/// </summary>
public static class IlWorkload
{
    /// <summary>Does all of it; samples by the names of <see cref="IlCases"/>.</summary>
    public static Dictionary<string, List<long>> Run()
    {
        var samples = new IlSamples();
        WarmUp();
        long[] before = IlMeter.CopyLibraryCalls();
        ReportWorkload.Run(samples);
        IdentifierWorkload.Run(samples);
        ClosingWorkload.Run(samples);
        TurnWorkload.Run(samples);
        samples.AddCalls(IlCases.AllLibraryCalls, before);
        return samples.ByName;
    }

    // Static constructors run at a class's first use; the first sample must not pay for them.
    private static void WarmUp()
    {
        var unused = new IlSamples();
        ReportWorkload.Run(unused);
        IdentifierWorkload.Run(unused);
        ClosingWorkload.Run(unused);
    }
}
