using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Usb;

/// <summary>Puts faults on one direction of a line. It holds bytes back until a frame is whole; what is outside frames passes at once.</summary>
public sealed class FaultFilter
{
    private readonly LinkFault[] _faults;
    private readonly List<byte> _frame = new();

    /// <summary>The faults of one direction.</summary>
    public FaultFilter(IEnumerable<LinkFault> faults, bool isToChip)
    {
        _faults = faults.Where(one => one.IsToChip == isToChip).ToArray();
    }

    /// <summary>Whole frames seen so far.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Bytes of each of them, delimiters included; kept only while there are faults to put.</summary>
    public List<int> FrameLengths { get; } = new();

    /// <summary>Whether a cut has come. Setting it to false plugs the cable in again.</summary>
    public bool IsCut { get; set; }

    /// <summary>Passes bytes on: pieces, each with how late it comes.</summary>
    public List<(byte[] Bytes, long DelayUs)> Pass(byte[] bytes)
    {
        if (_faults.Length == 0)
        {
            CountFrames(bytes);
            return [(bytes, 0)];
        }

        var pieces = new List<(byte[] Bytes, long DelayUs)>();
        foreach (byte value in bytes)
        {
            Pass(value, pieces);
        }

        return IsCut ? [] : pieces;
    }

    private void Pass(byte value, List<(byte[] Bytes, long DelayUs)> pieces)
    {
        if (value != SlipDecoder.End && _frame.Count == 0)
        {
            pieces.Add(([value], 0));
            return;
        }

        _frame.Add(value);
        if (value != SlipDecoder.End || _frame.Count == 1)
        {
            return;
        }

        byte[] frame = _frame.ToArray();
        _frame.Clear();
        LinkFault? fault = System.Array.Find(_faults, one => one.Frame == FrameCount);
        FrameCount++;
        FrameLengths.Add(frame.Length);
        Apply(fault, frame, pieces);
    }

    private void Apply(LinkFault? fault, byte[] frame, List<(byte[] Bytes, long DelayUs)> pieces)
    {
        switch (fault?.Kind)
        {
            case LinkFaultKind.Cut:
                IsCut = true;
                return;
            case LinkFaultKind.Drop:
                return;
            case LinkFaultKind.Corrupt:
                frame[fault.Place < 0 ? frame.Length / 2 : fault.Place % frame.Length] ^= fault.Mask;
                break;
            case LinkFaultKind.Duplicate:
                pieces.Add((frame, 0));
                break;
            default:
                break;
        }

        pieces.Add((frame, fault?.Kind == LinkFaultKind.Delay ? fault.DelayUs : 0));
    }

    private void CountFrames(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            if (value != SlipDecoder.End)
            {
                if (_frame.Count == 1)
                {
                    _frame.Add(value);
                }

                continue;
            }

            FrameCount += _frame.Count > 1 ? 1 : 0;
            bool isEnd = _frame.Count > 1;
            _frame.Clear();
            if (!isEnd)
            {
                _frame.Add(value);
            }
        }
    }
}
