using System;
using System.Linq;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>
/// A fault bench that no bug can turn red would be decoration: each of these is planted into the firmware's own sources, compiled in
/// memory, and must be found, by the promise that it breaks. The unchanged sources, compiled in the same way, must pass.
/// </summary>
public sealed class MutationTests
{
    private const long Cuts = 6000;

    private static readonly Mutant[] Mutants =
    [
        new("CRC of batches ignored", "Protocol/Contacts/BatchHeader.cs", "return FlashSeal.IsWhole(buffer, offset, length, sequence);", "return true;", "sightings of neighbour"),
        new("sequence not in the CRC and not counted", "Tag/Storage/ContactLog.cs", "        Segments.SetLength(last, before + length);\n        NextSequence++;", "        Segments.SetLength(last, before + length);", "lost:"),
        new("erased before it was old", "Tag/Storage/ContactLog.cs", "        if (Segments.Count == SegmentIndex.Capacity)\n        {\n            DeleteOldest();\n        }\n\n        _segment", "        if (Segments.Count == 2)\n        {\n            DeleteOldest();\n        }\n\n        _segment", "lost:"),
        new("close forgotten", "Tag/Storage/ContactLog.cs", "if (!_files.Append(_openName, _builder.Buffer, BatchBuilder.UnitOffset, length) && !HasLanded(before, length))", "if (length == 0)", "sightings of neighbour"),
        new("wrong wrap of segment numbers", "Tag/Storage/SegmentIndex.cs", "(int)(number - other) > 0", "number > other", "sightings of neighbour"),
        new("goes on behind a torn end", "Tag/Storage/ContactLog.cs", "        else if (isLast)\n        {\n            Reopen(name);", "        if (isLast && !isTorn)\n        {\n            Reopen(name);", "lost:"),
        new("old checkpoint taken in again", "Tag/Storage/ContactLog.cs", "if (!Checkpoints.Find() || IsOvertaken(Checkpoints.FirstSequence, null))", "if (!Checkpoints.Find())", "twice:"),
        new("one checkpoint file instead of two", "Tag/Storage/CheckpointStore.cs", "if (_files.Write(_pair.Older, _builder.Buffer, 0, length))", "if (_files.Write(_pair.First, _builder.Buffer, 0, length))", "lost:"),
        new("one state file instead of two", "Tag/Storage/StateStore.cs", "_files.Write(_pair.Older, _buffer", "_files.Write(_pair.First, _buffer", "the state is of"),
        new("records of a half closed slot written twice", "Tag/Storage/ContactLog.cs", "        IsOvertaken(Checkpoints.FirstSequence, records);\n", "\n", "twice:"),
        new("checkpoint never read", "Tag/Storage/ContactLog.cs", "        return Recover();", "        return 0;", "lost:"),
        new("re-dating forgets the first batch", "Tag/Storage/RedatingMarks.cs", "(int)(sequence - from) >= 0", "(int)(sequence - from) > 0", "moved by"),
        new("a clock that leapt is believed at once", "Tag/Storage/RetentionClock.cs", "_candidateSlot = isReturn ? 0 : slotNumber;", "_candidateSlot = 0;", "lost:"),
        new("nothing is ever deleted", "Tag/Storage/ContactLog.cs", "return newest + RetentionSlots < now;", "return false;", "kept too long:"),
        new("the identity has no second copy", "Tag/Storage/IdentityStore.cs", "else if (Load(files, CopyName, buffer, identity))", "else if (files == null)", "the identity is lost"),
        new("a wipe that a cut ends", "Tag/Storage/LogWipe.cs", "return files.Write(MarkerName, kind, 0, 1);", "return true;", "invented:"),
    ];

    public static TheoryData<string> Names => [.. Mutants.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found(string name)
    {
        Mutant mutant = Mutants.Single(one => one.Name == name);
        string? failure = FirstFailure(mutant);
        Assert.True(failure != null, $"'{name}' was not found in {Cuts} cuts");
        Assert.True(failure!.Contains(mutant.Symptom, StringComparison.Ordinal), $"'{name}' should break '{mutant.Symptom}' and not: {failure}");
    }

    [Fact]
    public void The_sources_as_they_are_pass_in_the_same_way()
    {
        Assert.Null(FirstFailure(new Mutant("none", "Tag/Storage/RetentionClock.cs", "TrialSlots = SlotTime.SlotsPerDay;", "TrialSlots = SlotTime.SlotsPerDay;", "nothing")));
    }

    private static string? FirstFailure(Mutant mutant)
    {
        (string assembly, byte[] image) = MutantCompiler.Compile(mutant);
        var world = new MutantContext(assembly, image);
        try
        {
            return (string?)world.Bench.GetMethod("FirstFailure")!.Invoke(null, [Cuts]);
        }
        catch (System.Reflection.TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
        finally
        {
            world.Unload();
        }
    }
}
