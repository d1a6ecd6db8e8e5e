using System;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// Finds frames in a byte stream. Bytes outside frames are boot text or noise and are dropped; an empty frame is only a
/// delimiter; a frame with a wrong escape or without end is dropped whole.
/// </summary>
public sealed class SlipDecoder
{
    private readonly byte[] _body;
    private int _length;
    private bool _isInside;
    private bool _isEscaped;

    /// <summary>A decoder for bodies of at most <paramref name="capacity"/> bytes.</summary>
    public SlipDecoder(int capacity)
    {
        _body = new byte[capacity];
    }

    /// <summary>The frame that was completed by the last byte.</summary>
    public ReadOnlySpan<byte> Frame => _body.AsSpan(0, _length);

    /// <summary>Takes one byte; true when it completes a frame, which is then in <see cref="Frame"/> until the next call.</summary>
    public bool Push(byte value)
    {
        if (value == Slip.End)
        {
            return PushEnd();
        }

        if (_isInside)
        {
            PushBody(value);
        }
        else
        {
            _length = 0;
        }

        return false;
    }

    /// <summary>Forgets a frame begun.</summary>
    public void Reset()
    {
        _isInside = false;
        _isEscaped = false;
        _length = 0;
    }

    private bool PushEnd()
    {
        bool isComplete = _isInside && !_isEscaped && _length > 0;
        if (isComplete)
        {
            _isInside = false;
            return true;
        }

        Reset();
        _isInside = true;
        return false;
    }

    private void PushBody(byte value)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            if (value is not (Slip.EscapedEnd or Slip.EscapedEscape))
            {
                Reset();
                return;
            }

            value = value == Slip.EscapedEnd ? Slip.End : Slip.Escape;
        }
        else if (value == Slip.Escape)
        {
            _isEscaped = true;
            return;
        }

        if (_length == _body.Length)
        {
            Reset();
            return;
        }

        _body[_length++] = value;
    }
}
