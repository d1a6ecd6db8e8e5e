using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>The proof of the wipe on the block model: looks through all blocks for bytes of each file, before and after.</summary>
public sealed record LogWipeBench
{
    private const int TraceLength = 16;
    private const int MinValues = 8;
    private const int HeaderLength = 12;

    /// <summary>Whether the tag is handed back: the identity goes too.</summary>
    public required bool IsForReturn { get; init; }

    /// <summary>Blocks of the partition.</summary>
    public required int Blocks { get; init; }

    /// <summary>Blocks of junk that fitted beside what was kept.</summary>
    public required int Filled { get; init; }

    /// <summary>Files looked for, those to be wiped.</summary>
    public required int Files { get; init; }

    /// <summary>Of them found in some block before the wipe.</summary>
    public required int FoundBefore { get; init; }

    /// <summary>Of them found after it.</summary>
    public required int FoundAfter { get; init; }

    /// <summary>Files after the wipe.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>Whether everything was there, and is gone, and nothing else is.</summary>
    public bool IsPassed => Files > 0 && FoundBefore == Files && FoundAfter == 0 && Filled >= Blocks - 8
        && Left.SequenceEqual(IsForReturn ? [] : new[] { IdentityStore.CopyName, IdentityStore.FileName });

    /// <summary>Fills a tag's flash and wipes it.</summary>
    public static LogWipeBench Measure(bool isForReturn)
    {
        var flash = new NorFlash(64);
        var rig = new LogRig(new LittleFiles(flash), new LogLedger());
        rig.Provision();
        rig.Boot();
        for (int i = 0; i < 30; i++)
        {
            rig.Meet(12);
            rig.Pass(300000);
            rig.EndSlot();
        }

        rig.Save();
        List<byte[]> traces = Traces(rig, isForReturn);
        int before = traces.Count(trace => Holds(flash, trace));
        LogWipe.Begin(rig.Files, isForReturn);
        return new LogWipeBench
        {
            IsForReturn = isForReturn,
            Blocks = flash.BlockCount,
            Filled = LogWipe.Run(rig.Files),
            Files = traces.Count,
            FoundBefore = before,
            FoundAfter = traces.Count(trace => Holds(flash, trace)),
            Left = rig.Files.List(),
        };
    }

    // What a thief would look for: 16 bytes out of each file, from a place with something in it.
    private static List<byte[]> Traces(LogRig rig, bool isForReturn)
    {
        var traces = new List<byte[]>();
        foreach (string name in rig.Files.List())
        {
            byte[] trace = new byte[TraceLength];
            int offset = HeaderLength;
            while (rig.Files.Read(name, offset, trace, 0, TraceLength) == TraceLength && trace.Distinct().Count() < MinValues)
            {
                offset++;
            }

            // The charge of a tag that has done nothing is all zeros: nothing to look for. The identity is kept unless the tag goes back.
            bool isKept = !isForReturn && name is (IdentityStore.FileName or IdentityStore.CopyName);
            if (trace.Distinct().Count() >= MinValues && !isKept)
            {
                traces.Add(trace);
            }
        }

        return traces;
    }

    private static bool Holds(NorFlash flash, byte[] trace)
    {
        for (int block = 0; block < flash.BlockCount; block++)
        {
            if (flash.Read(block).IndexOf(trace) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
