using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Flasher.Tests.Jobs;

/// <summary>
/// Every frame of a full run (by default: a part of them, see FAULT_POINTS) is dropped, damaged, doubled, delayed, cut short or the last one, one fault a run. OK must mean that
/// every byte is right; anything else must be a clear error, and the next run must succeed. Nothing is sampled by chance: the
/// fault in a failure message is all that is needed to see it again. (Keys are drawn anew by the system, so the frame of the
/// identity may differ by a byte.)
/// </summary>
public sealed class FaultTests
{
    private const int EveryByteUpTo = 64;

    // A prime, so that all kinds of faults have their turn; FAULT_POINTS=all in the environment takes every one.
    private const int DefaultStride = 31;
    private static readonly int Stride = Environment.GetEnvironmentVariable("FAULT_POINTS") == "all" ? 1 : DefaultStride;
    private readonly byte[] _memory = new byte[FakeChip.FlashBytes];
    private readonly ITestOutputHelper _output;

    public FaultTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Whatever_happens_on_the_wire_ok_means_every_byte_is_right(bool isC3, bool isUsb)
    {
        using var rig = new Rig(isC3);
        var clean = new FakeBench(rig.Chip(isUsb));
        using (var identity = new TagIdentity(1, 20000, 420))
        {
            rig.Flash(clean, identity);
        }

        List<string> failures = [];
        int runs = 0;
        int errors = 0;
        foreach (LinkFault fault in Faults(clean).Where((_, i) => i % Stride == 0))
        {
            runs++;
            string? failure = Run(rig, isUsb, fault, fault.Kind == FaultKind.CutLink && fault.Frame % 2 == 0 ? 100 : 0, out bool isError);
            errors += isError ? 1 : 0;
            if (failure != null)
            {
                failures.Add($"{fault}: {failure}");
            }
        }

        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isC3 ? "ESP32-C3" : "ESP32")}{(isUsb ? " USB" : " UART")}: {runs} runs over {clean.FramesToChip} + {clean.FramesFromChip} frames, {errors} clear errors, {failures.Count} wrong"));
        Assert.Empty(failures);
        Assert.True(runs > 3500 / Stride, $"only {runs} runs");

        // Keys are drawn anew for each identity, so the frames, and with them which of them every Stride-th fault hits, differ from run to run: 1 to 26 were seen.
        Assert.True(errors > 0 && errors < runs / 3, $"{errors} errors in {runs} runs");
    }

    // Null when all is well.
    private string? Run(Rig rig, bool isUsb, LinkFault fault, int openFailures, out bool isError)
    {
        FakeChip chip = rig.Chip(isUsb, _memory);
        isError = false;
        using (var identity = new TagIdentity(1, 20000, 420))
        {
            try
            {
                rig.Flash(new FakeBench(chip, fault) { OpenFailures = openFailures }, identity);
                return Wrong("OK", rig.WrongPlaces(chip, identity), chip);
            }
            catch (FlasherException problem) when (problem.What.Vietnamese.Length > 0 && problem.Next.English.Length > 0)
            {
                isError = true;
            }
            catch (Exception exception)
            {
                return $"{exception.GetType().Name} {exception.Message}";
            }
        }

        using var next = new TagIdentity(2, 20000, 420);
        try
        {
            rig.Flash(new FakeBench(chip), next);
            return Wrong("OK at the second run", rig.WrongPlaces(chip, next), chip);
        }
        catch (Exception exception)
        {
            return $"the second run failed: {exception.Message}";
        }
    }

    private static string? Wrong(string claim, List<string> places, FakeChip chip) =>
        places.Count > 0 ? $"{claim}, but wrong: {string.Join(", ", places)}" : chip.IsInLoader ? $"{claim}, but not started" : null;

    private static IEnumerable<LinkFault> Faults(FakeBench clean) =>
        FaultsOf(true, clean.LengthsToChip).Concat(FaultsOf(false, clean.LengthsFromChip));

    private static IEnumerable<LinkFault> FaultsOf(bool toChip, List<int> lengths)
    {
        for (int frame = 0; frame < lengths.Count; frame++)
        {
            int length = lengths[frame];
            foreach (FaultKind kind in new[] { FaultKind.Drop, FaultKind.Duplicate, FaultKind.Delay, FaultKind.DelayLong, FaultKind.Brownout })
            {
                yield return new LinkFault(kind, toChip, frame);
            }

            foreach (int place in new[] { 0, 1, length / 2, length - 1 })
            {
                yield return new LinkFault(FaultKind.CutLink, toChip, frame, place);
                yield return new LinkFault(FaultKind.Truncate, toChip, frame, place);
                yield return new LinkFault(FaultKind.Noise, toChip, frame, place);
            }

            foreach (int place in Enumerable.Range(0, length).Where(one => length <= EveryByteUpTo || one < 32 || one > length - 3 || one % (length / 8) == 0))
            {
                yield return new LinkFault(FaultKind.Corrupt, toChip, frame, place, (byte)(1 << ((frame + place) % 8)));
            }
        }
    }
}
