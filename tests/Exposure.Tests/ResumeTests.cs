using System.Linq;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>Links that die after any message and cells that die in any flash operation: the verdict is the same in the end.</summary>
public sealed class ResumeTests
{
    private static readonly CompactList List = Lists.Compact(Lists.People(20, 3));

    [Fact]
    public void A_link_that_dies_at_every_message_before_or_after_the_tag_took_it()
    {
        for (int cut = 0; cut <= List.Chunks.Count; cut++)
        {
            foreach (bool isAnswerLost in new[] { false, true })
            {
                ExposureRig rig = Rig(new FileFlash());
                SendPart(rig, cut + (isAnswerLost ? 1 : 0));
                int sent = 0;
                ExposureStatus status = ListSender.Send(
                    List,
                    bytes => rig.Check.Begin(bytes, 0, bytes.Length),
                    bytes =>
                    {
                        sent++;
                        return rig.Check.Chunk(bytes, 0, bytes.Length);
                    },
                    () => rig.Verdict);
                AssertSame(rig, status);

                // Nothing is sent twice.
                int had = System.Math.Max(0, cut + (isAnswerLost ? 1 : 0) - 1);
                Assert.Equal(List.Chunks.Count - System.Math.Min(had, List.Chunks.Count), sent);
            }
        }
    }

    [Fact]
    public void A_restart_after_every_message_and_after_every_step()
    {
        ExposureRig rig = Rig(new FileFlash());
        rig.Tell(isKnown: true);
        Assert.Equal(ExposureStatus.Taken, rig.Check.Begin(List.Header, 0, List.Header.Length));
        foreach (byte[] chunk in List.Chunks)
        {
            rig.Start();
            rig.Check.Chunk(chunk, 0, chunk.Length);
        }

        rig.Start();
        for (int steps = 1; rig.Check.HasWork; steps++)
        {
            // A restart costs the group that is being checked: let each life be longer than the one before.
            for (int i = 0; i < steps && rig.Check.HasWork; i++)
            {
                rig.Check.Step();
            }

            rig.Start();
        }

        AssertSame(rig, ExposureStatus.Complete);
    }

    [Fact]
    public void A_power_cut_in_every_flash_operation_with_every_torn_state()
    {
        var clean = new FileFlash();
        ExposureRig whole = Rig(clean);
        int before = clean.OperationCount;
        whole.Send(List);
        whole.RunToEnd();
        int operations = clean.OperationCount - before;
        Assert.InRange(operations, 8, 40);
        for (int operation = 1; operation <= operations; operation++)
        {
            for (int variant = 0; variant < 12; variant++)
            {
                RunWithCut(operation, variant);
            }
        }
    }

    [Fact]
    public void A_wipe_takes_the_list_and_what_came_of_it()
    {
        var flash = new FileFlash { CapacityBytes = 200_000 };
        ExposureRig rig = Rig(flash);
        rig.Send(List);
        rig.Check.Step();
        Assert.Contains(flash.List(), name => name.StartsWith("expo-", System.StringComparison.Ordinal));
        BluezoneTag.Tag.Storage.LogWipe.Begin(flash, isForReturn: false);
        BluezoneTag.Tag.Storage.LogWipe.Run(flash);
        Assert.DoesNotContain(flash.List(), name => name.StartsWith("expo-", System.StringComparison.Ordinal));
    }

    private static void RunWithCut(int operation, int variant)
    {
        var flash = new FileFlash();
        ExposureRig rig = Rig(flash);
        flash.Variant = variant;
        flash.CutAt = flash.OperationCount + operation;
        try
        {
            rig.Send(List);
            rig.RunToEnd();
        }
        catch (PowerCutException)
        {
            flash.CutAt = 0;
            rig.Start();
        }

        ExposureStatus status = rig.Send(List);
        Assert.Contains(status, new[] { ExposureStatus.Complete, ExposureStatus.AlreadyChecked });
        AssertSame(rig, ExposureStatus.Complete);
        Assert.Equal(-1, flash.GetLength("expo-list.bin"));
    }

    private static ExposureRig Rig(FileFlash flash)
    {
        var rig = new ExposureRig(flash, Lists.NowUtcMs);
        for (int slot = 0; slot < 40; slot++)
        {
            InfoEntry person = Lists.People(20, 3)[slot % 20];
            byte[] id = PhoneRule.Expand(person).ElementAt((2 * 96) + slot).Id;
            rig.Append((Lists.Day * SlotTime.SlotsPerDay) + slot, [Lists.Near(id)]);
        }

        return rig;
    }

    private static void SendPart(ExposureRig rig, int messages)
    {
        for (int i = 0; i < messages && i <= List.Chunks.Count; i++)
        {
            byte[] message = i == 0 ? List.Header : List.Chunks[i - 1];
            _ = i == 0 ? rig.Check.Begin(message, 0, message.Length) : rig.Check.Chunk(message, 0, message.Length);
        }
    }

    private static void AssertSame(ExposureRig rig, ExposureStatus status)
    {
        Assert.Equal(ExposureStatus.Complete, status);
        rig.RunToEnd();
        ExposureVerdict verdict = rig.Verdict;
        Assert.Equal((ExposureState.Done, ExposureRule.F1, Lists.Day, 30, 1), (verdict.State, verdict.Level, verdict.LocalDay, verdict.NearMinutes, verdict.DayCount));
        Assert.Equal(ExposureRule.F1, rig.Check.AlertLevel);
    }
}
