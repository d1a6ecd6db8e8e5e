using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>
/// Puts the frames of one message together, in whatever order and however often they come (docs/protocol.md 8.2). Holds one
/// message, allocates once, and never throws whatever the frames contain.
/// </summary>
public sealed class FrameAssembler
{
    private const int PlaceMask = 0x3FF;
    private const int ReservedMask = 0x7C00;
    private const int NumbersAhead = 127;

    private readonly int _direction;
    private readonly byte[] _message = new byte[SyncProtocol.MaxMessageLength];
    private readonly byte[] _here = new byte[SyncProtocol.MaxMessageLength / 8];
    private int _hereCount;
    private bool _takesAny = true;
    private bool _takesOne;

    /// <summary>Takes frames from the tag, or from the client.</summary>
    public FrameAssembler(bool isFromTag)
    {
        _direction = isFromTag ? FrameWriter.FromTag : 0;
    }

    /// <summary>The message; whole after <see cref="Add"/> returned true, and until the next call of it.</summary>
    public byte[] Message
    {
        get { return _message; }
    }

    /// <summary>Bytes of the whole message.</summary>
    public int Length { get; private set; }

    /// <summary>Number of the message being put together, or of the last one.</summary>
    public int Number { get; private set; }

    /// <summary>Forgets what is there and takes a message of any number next: a new link, or silence.</summary>
    public void TakeAny()
    {
        Clear();
        _takesAny = true;
        _takesOne = false;
    }

    /// <summary>Forgets what is there and takes messages of this one number only.</summary>
    public void TakeOnly(int number)
    {
        Clear();
        Number = number & 0xFF;
        _takesAny = false;
        _takesOne = true;
    }

    /// <summary>
    /// Takes one frame of <paramref name="length"/> bytes. True when the message is whole now; the bytes of the next frame with
    /// the same number are then a repeat of it.
    /// </summary>
    public bool Add(byte[] frame, int length)
    {
        int count = length - SyncProtocol.FrameHeaderLength;
        if (count <= 0 || length > frame.Length)
        {
            return false;
        }

        int field = LittleEndian.ReadUInt16(frame, 1);
        int place = field & PlaceMask;
        bool isOurs = (field & FrameWriter.FromTag) == _direction && (field & ReservedMask) == 0;
        if (!isOurs || place + count > SyncProtocol.MaxMessageLength || !TakeNumber(frame[0]))
        {
            return false;
        }

        Copy(frame, place, count);
        return IsWhole();
    }

    private bool TakeNumber(int number)
    {
        int ahead = (number - Number) & 0xFF;
        if (!_takesAny && ahead == 0)
        {
            return true;
        }

        if (_takesOne || (!_takesAny && ahead > NumbersAhead))
        {
            return false;
        }

        Clear();
        Number = number;
        _takesAny = false;
        return true;
    }

    private void Copy(byte[] frame, int place, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int index = place + i;
            if (!IsHere(index))
            {
                _here[index >> 3] |= (byte)(1 << (index & 7));
                _hereCount++;
                _message[index] = frame[SyncProtocol.FrameHeaderLength + i];
            }
        }
    }

    private bool IsWhole()
    {
        if (!IsHere(0) || !IsHere(1))
        {
            return false;
        }

        int length = LittleEndian.ReadUInt16(_message, 0);
        if (length < SyncProtocol.MessageHeaderLength || length > SyncProtocol.MaxMessageLength)
        {
            Clear();
            return false;
        }

        if (_hereCount < length || !IsHereUpTo(length))
        {
            return false;
        }

        Length = length;
        Forget();
        return true;
    }

    private bool IsHereUpTo(int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (!IsHere(i))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsHere(int index)
    {
        return (_here[index >> 3] & (1 << (index & 7))) != 0;
    }

    private void Clear()
    {
        Length = 0;
        Forget();
    }

    private void Forget()
    {
        _hereCount = 0;
        Array.Clear(_here, 0, _here.Length);
    }
}
