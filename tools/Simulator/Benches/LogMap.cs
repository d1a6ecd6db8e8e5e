using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Which record stands where on flash, so that what damage may cost is known to the record.</summary>
public sealed class LogMap
{
    private readonly Dictionary<string, byte[]> _contents = [];
    private readonly List<Unit> _units = [];

    /// <summary>Reads the map of a log that is whole.</summary>
    public LogMap(LogRig rig)
    {
        var files = (FileFlash)rig.Files;
        LogReader reader = rig.Log.OpenReader();
        var walker = new SegmentWalker(files, new byte[BatchBuilder.BufferLength]);
        for (int i = 0; i < rig.Log.Segments.Count; i++)
        {
            string name = SegmentNames.NameOf(rig.Log.Segments.NumberAt(i));
            _contents[name] = files.Content(name);
            walker.Open(name);
            int start = walker.End;
            for (LogUnit unit = walker.Next(true); unit != LogUnit.None; unit = walker.Next(true))
            {
                _units.Add(new Unit(name, start, walker.End, unit == LogUnit.Batch ? Take(reader, walker.Batch.RecordCount) : []));
                start = walker.End;
            }
        }
    }

    /// <summary>
    /// Records that may be gone when the file called <paramref name="name"/> holds <paramref name="content"/> instead, null for
    /// nothing (docs/log.md 2): those of each batch with a changed byte; behind a changed length or header all the rest of the file.
    /// </summary>
    public IReadOnlySet<(int Attempt, int Index)> Hit(string name, byte[]? content)
    {
        var hit = new HashSet<(int, int)>();
        if (!_contents.TryGetValue(name, out byte[]? whole))
        {
            return hit;
        }

        bool isRestHit = !AreEqual(whole, content, 0, SegmentHeader.Length);
        foreach (Unit unit in _units)
        {
            if (unit.Name != name)
            {
                continue;
            }

            isRestHit |= !AreEqual(whole, content, unit.Start, unit.Start + 1);
            if (isRestHit || !AreEqual(whole, content, unit.Start, unit.End))
            {
                hit.UnionWith(unit.Records);
            }
        }

        return hit;
    }

    private static (int Attempt, int Index)[] Take(LogReader reader, int count)
    {
        var records = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            if (!reader.Read())
            {
                throw new InvalidOperationException("The log that damage begins with cannot be read to its end.");
            }

            records[i] = ((int)LittleEndian.ReadUInt32(reader.Record.Id, 0), (int)LittleEndian.ReadUInt32(reader.Record.Id, 4));
        }

        return records;
    }

    private static bool AreEqual(byte[] whole, byte[]? content, int start, int end) =>
        content != null && content.Length >= end && whole.AsSpan(start, end - start).SequenceEqual(content.AsSpan(start, end - start));

    private sealed record Unit(string Name, int Start, int End, (int Attempt, int Index)[] Records);
}
