namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// What instrumented code reports to while it runs (<see cref="IlInstrumenter"/>). Lives once in each load context; one
/// thread at a time.
/// </summary>
public static class IlMeter
{
    // More methods of the base library than the firmware calls.
    private const int MaxLibraryMethods = 256;

    private static readonly long[] Calls = new long[MaxLibraryMethods];

    /// <summary>IL instructions executed so far.</summary>
    public static long Count { get; private set; }

    /// <summary>Called at the start of each basic block with the number of its instructions.</summary>
    public static void Add(int instructions) => Count += instructions;

    /// <summary>Called at the start of a basic block for each call of a base library method in it.</summary>
    public static void CallLibrary(int method) => Calls[method]++;

    /// <summary>Calls of each base library method so far.</summary>
    public static long[] CopyLibraryCalls() => (long[])Calls.Clone();
}
