using System;
using System.Collections.Generic;
using BluezoneTag.Tag.Sync;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Writes down what a list desk hands on, and gives a verdict after a known number of chunks.</summary>
internal sealed class RecordingCheck(int chunks) : IExposureCheck
{
    public List<string> Calls { get; } = [];

    public bool IsRefusing { get; set; }

    public byte[]? Verdict { get; private set; }

    byte[] IExposureCheck.Verdict => Verdict!;

    public bool Begin(byte[] header, int offset, int length)
    {
        Calls.Add("begin " + Convert.ToHexString(header, offset, length));
        Verdict = null;
        return !IsRefusing;
    }

    public bool Chunk(byte[] buffer, int offset, int length)
    {
        Calls.Add("chunk " + Convert.ToHexString(buffer, offset, length));
        if (Calls.Count == chunks + 1)
        {
            Verdict = [1, 2, 3];
        }

        return !IsRefusing;
    }
}
