using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>The tag's verdict is that of the plain rule, over random lists and logs.</summary>
public sealed class ExactnessTests
{
    [Theory]
    [InlineData(1, 1, 1, 60)]
    [InlineData(2, 8, 2, 60)]
    [InlineData(3, 9, 4, 50)]
    [InlineData(4, 20, 14, 25)]
    [InlineData(5, 50, 14, 30)]
    public void Random_lists_over_random_logs(ulong seed, int people, int days, int worlds)
    {
        int exposed = 0;
        for (int i = 0; i < worlds; i++)
        {
            exposed += Compare((seed * 1000) + (ulong)i, people, days);
        }

        // Both answers must have been there, or nothing was compared.
        Assert.InRange(exposed, 1, worlds - 1);
    }

    private static int Compare(ulong seed, int people, int days)
    {
        var world = new RandomWorld(seed, people, days);
        var rig = new ExposureRig(new FileFlash(), world.NowUtcMs);
        double busy = new[] { 0.02, 0.1, 0.4 }[seed % 3];
        world.Fill(rig, busy, (int)(1 + (seed % 5)));
        int level = (int)(seed % 2);
        Assert.Equal(ExposureStatus.Complete, rig.Send(world.List(level)));
        rig.RunToEnd();
        ExposureVerdict expected = ReferenceCheck.Verdict(level, world.Entries, rig.Log, rig.Thresholds);
        Assert.Equal($"seed {seed}: {Text(expected)}", $"seed {seed}: {Text(rig.Verdict)}");
        Assert.Equal(ExposureState.Done, rig.Verdict.State);
        return expected.Level == 0 ? 0 : 1;
    }

    private static string Text(ExposureVerdict verdict) =>
        $"level {verdict.Level} day {verdict.LocalDay} minutes {verdict.NearMinutes} days {verdict.DayCount} flags {verdict.Flags & ~ExposureVerdict.UndatedFlag}";
}
