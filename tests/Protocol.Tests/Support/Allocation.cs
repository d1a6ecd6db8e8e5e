using System;

namespace BluezoneTag.Protocol.Tests.Support;

internal static class Allocation
{
    /// <summary>Managed bytes that 1,000 runs of <paramref name="action"/> allocate on this thread, after a warm-up.</summary>
    public static long Of(Action<int> action)
    {
        Repeat(action);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(action);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Action<int> action)
    {
        for (int run = 0; run < 1000; run++)
        {
            action(run);
        }
    }
}
