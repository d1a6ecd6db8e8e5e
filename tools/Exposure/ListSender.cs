using System;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Exposure;

/// <summary>
/// Brings a compact list to a tag over two calls that a session offers. Keeps nothing: after a lost link begin again, and the tag says
/// which chunk it wants.
/// </summary>
public static class ListSender
{
    /// <summary>
    /// Sends what is missing. <paramref name="begin"/> and <paramref name="chunk"/> pass bytes to the tag and return its status,
    /// <paramref name="verdict"/> returns its verdict. The status at which it ended: complete, already checked, or a refusal.
    /// </summary>
    /// <remarks>When what the tag had kept of an interrupted sending turns out damaged, it forgets that, and everything is sent once more.</remarks>
    public static ExposureStatus Send(CompactList list, Func<byte[], ExposureStatus> begin, Func<byte[], ExposureStatus> chunk, Func<ExposureVerdict> verdict)
    {
        ExposureStatus status = SendOnce(list, begin, chunk, verdict);
        return status == ExposureStatus.BadSum ? SendOnce(list, begin, chunk, verdict) : status;
    }

    private static ExposureStatus SendOnce(CompactList list, Func<byte[], ExposureStatus> begin, Func<byte[], ExposureStatus> chunk, Func<ExposureVerdict> verdict)
    {
        ExposureStatus status = begin(list.Header);
        for (int next = status == ExposureStatus.Taken ? verdict().Next : 0; status == ExposureStatus.Taken && next < list.Chunks.Count; next++)
        {
            status = chunk(list.Chunks[next]);
        }

        return status;
    }
}
