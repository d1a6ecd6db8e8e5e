using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>SLIP framing, byte by byte. What is outside a frame is dropped; a broken escape drops its frame.</summary>
public sealed class SlipDecoder
{
    /// <summary>Begins and ends every frame.</summary>
    public const byte End = 0xC0;

    private const byte Escape = 0xDB;
    private const byte EscapedEnd = 0xDC;
    private const byte EscapedEscape = 0xDD;

    // The longest legal request is a block of 0x1800 bytes; a lost delimiter must not collect for ever.
    private const int MaxLength = 0x8000;

    private readonly List<byte> _body = new();
    private bool _isInFrame;
    private bool _isEscaped;
    private bool _isBroken;

    /// <summary>Takes one byte; the body of a frame when it was the frame's last, else null. Empty frames are delimiters.</summary>
    public byte[]? Push(byte value)
    {
        if (value == End)
        {
            return EndOrBegin();
        }

        if (!_isInFrame)
        {
            return null;
        }

        if (_isEscaped)
        {
            _isEscaped = false;
            _isBroken |= value is not (EscapedEnd or EscapedEscape);
            _body.Add(value == EscapedEnd ? End : Escape);
        }
        else if (value == Escape)
        {
            _isEscaped = true;
        }
        else
        {
            _body.Add(value);
        }

        _isBroken |= _body.Count > MaxLength;
        return null;
    }

    /// <summary>Forgets a frame that is half in.</summary>
    public void Reset()
    {
        _body.Clear();
        _isInFrame = false;
        _isEscaped = false;
        _isBroken = false;
    }

    /// <summary>The frame of a body, with both delimiters.</summary>
    public static byte[] Encode(byte[] body)
    {
        var frame = new List<byte>(body.Length + 16) { End };
        foreach (byte value in body)
        {
            if (value is End or Escape)
            {
                frame.Add(Escape);
                frame.Add(value == End ? EscapedEnd : EscapedEscape);
            }
            else
            {
                frame.Add(value);
            }
        }

        frame.Add(End);
        return frame.ToArray();
    }

    private byte[]? EndOrBegin()
    {
        byte[]? body = _isInFrame && _body.Count > 0 && !_isBroken && !_isEscaped ? _body.ToArray() : null;
        Reset();

        // After a frame's end the next C0 begins the next one; two in a row, or one after a broken frame, begin one too.
        _isInFrame = body == null;
        return body;
    }
}
