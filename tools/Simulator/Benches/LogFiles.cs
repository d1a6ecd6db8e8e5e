using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What the bench reads off the log's files by itself, with the bytes of docs/protocol.md 5 and nothing of the log.</summary>
public static class LogFiles
{
    private static readonly string[] Checkpoints = ["open-a.bin", "open-b.bin"];

    /// <summary>Records in the newer checkpoint, by its length.</summary>
    public static int CheckpointRecords(IFlashFiles files)
    {
        uint newest = 0;
        int length = -1;
        var header = new SegmentHeader();
        byte[] buffer = new byte[SegmentHeader.Length];
        foreach (string name in Checkpoints)
        {
            bool isThere = header.TryRead(buffer, 0, files.Read(name, 0, buffer, 0, buffer.Length));
            if (isThere && (length < 0 || (int)(header.Number - newest) > 0))
            {
                newest = header.Number;
                length = files.GetLength(name);
            }
        }

        return RecordsIn(Math.Max(0, length - SegmentHeader.Length));
    }

    // Full batches, and a last one.
    private static int RecordsIn(int length)
    {
        int full = length / BatchHeader.BatchLength(BatchHeader.MaxRecordCount);
        int rest = length - (full * BatchHeader.BatchLength(BatchHeader.MaxRecordCount));
        return (full * BatchHeader.MaxRecordCount) + (Math.Max(0, rest - BatchHeader.Overhead) / ContactRecordCodec.Length);
    }
}
