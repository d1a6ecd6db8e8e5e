using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;
using Xunit;

namespace BluezoneTag.Registry.Tests;

/// <summary>Every state meets every action, on a real registry.</summary>
public sealed class TransitionTests
{
    // One line for each legal step, as drawn in docs/registry.md 3; Reserve and Provision are the two halves of provisioning.
    private static readonly string[] Drawn =
    [
        "Blank Reserve Blank", "Blank Provision Provisioned", "Blank MarkDefect Defect",
        "Provisioned Reserve Blank", "Provisioned Issue Issued", "Provisioned Wipe Wiped", "Provisioned MarkLost Lost", "Provisioned MarkDefect Defect",
        "Issued Return Returned", "Issued MarkLost Lost", "Issued MarkDefect Defect",
        "Returned Wipe Wiped", "Returned MarkLost Lost", "Returned MarkDefect Defect",
        "Wiped Reserve Blank", "Wiped MarkLost Lost", "Wiped MarkDefect Defect",
        "Lost Return Returned",
        "Defect Wipe Wiped",
    ];

    public static TheoryData<TagState, TagAction> Pairs()
    {
        TheoryData<TagState, TagAction> pairs = [];
        foreach (TagState state in Enum.GetValues<TagState>())
        {
            foreach (TagAction action in Enum.GetValues<TagAction>())
            {
                pairs.Add(state, action);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_step_is_legal_exactly_when_it_is_drawn(TagState state, TagAction action)
    {
        using Bench bench = new();
        uint serial = BringTo(bench, state);
        Tag before = bench.Registry.Tags.Find(serial).Value;
        long entries = bench.Registry.Audit.Head().Value.Count;
        Result<Tag> result = Do(bench, serial, action);
        string? drawn = Drawn.SingleOrDefault(line => line.StartsWith($"{state} {action} ", StringComparison.Ordinal));
        Assert.Equal(drawn != null, result.IsOk);
        Tag after = bench.Registry.Tags.Find(serial).Value;
        if (drawn == null)
        {
            Assert.Equal(before, after);
            Assert.Equal(entries, bench.Registry.Audit.Head().Value.Count);
        }
        else
        {
            Assert.Equal(drawn.Split(' ')[2], after.State.ToString());
        }

        ProblemAssert.Ok(bench.Registry.Audit.Verify());
    }

    [Fact]
    public void The_table_says_the_same_as_the_drawing() =>
        Assert.Equal(Drawn.Order(), Table().Order());

    [Fact]
    public void From_every_state_a_tag_can_come_back_into_use()
    {
        foreach (TagState start in Enum.GetValues<TagState>())
        {
            HashSet<TagState> reached = [start];
            while (Reachable(reached).Any(reached.Add))
            {
            }

            Assert.Contains(TagState.Issued, reached);
        }
    }

    [Fact]
    public void A_tag_that_was_used_gets_a_new_key_before_it_is_issued_again()
    {
        HashSet<TagState> reached = [TagState.Returned];
        while (Reachable(reached).Where(state => state != TagState.Blank).Any(reached.Add))
        {
        }

        Assert.DoesNotContain(TagState.Provisioned, reached);
        Assert.DoesNotContain(TagState.Issued, reached);
    }

    private static IEnumerable<TagState> Reachable(HashSet<TagState> from) =>
        [.. Drawn.Select(line => line.Split(' ')).Where(step => from.Contains(Enum.Parse<TagState>(step[0]))).Select(step => Enum.Parse<TagState>(step[2]))];

    private static IEnumerable<string> Table() =>
        from state in Enum.GetValues<TagState>()
        from action in TagTransitions.LegalIn(state)
        let next = TagTransitions.TryNext(state, action, out TagState to) ? to : throw new InvalidOperationException()
        select $"{state} {action} {next}";

    private static uint BringTo(Bench bench, TagState state)
    {
        TagDesk desk = bench.Registry.Tags;
        if (state == TagState.Blank)
        {
            Reservation reservation = bench.Reserve(1).Value;
            return bench.Registry.Provisioning.Abandon(reservation, "cable").Value.Serial;
        }

        uint serial = bench.Provisioned(1);
        Result<Tag> result = state switch
        {
            TagState.Issued => desk.Issue(serial, 5),
            TagState.Returned => desk.Return(desk.Issue(serial, 5).Value.Serial),
            TagState.Wiped => desk.Wipe(serial),
            TagState.Lost => desk.MarkLost(serial),
            TagState.Defect => desk.MarkDefect(serial),
            _ => desk.Find(serial),
        };
        Assert.Equal(state, result.Value.State);
        return serial;
    }

    private static Result<Tag> Do(Bench bench, uint serial, TagAction action)
    {
        TagDesk desk = bench.Registry.Tags;
        ProvisioningDesk provisioning = bench.Registry.Provisioning;
        switch (action)
        {
            case TagAction.Reserve:
                Result<Reservation> reserved = bench.Reserve(1, replace: true, key: 2);
                return reserved.IsOk ? desk.Find(serial) : reserved.Problem;
            case TagAction.Provision:
                // The second half alone: legal only while a reservation is open, and only a blank tag can have one.
                Result<Reservation> open = desk.Find(serial).Value.State == TagState.Blank ? bench.Reserve(1, key: 2) : new Reservation(serial, 1, Bench.Mac(1));
                return provisioning.Confirm(open.Value, "0.1.0", Bench.Regions(1));
            case TagAction.Issue:
                return desk.Issue(serial, 6);
            case TagAction.Return:
                return desk.Return(serial);
            case TagAction.Wipe:
                return desk.Wipe(serial);
            case TagAction.MarkLost:
                return desk.MarkLost(serial);
            default:
                return desk.MarkDefect(serial);
        }
    }
}
