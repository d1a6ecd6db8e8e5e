using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// The server's side of one TCP connection: telnet with the com port option of RFC 2217 when the first byte is a telnet command, raw bytes
/// otherwise. A raw connection has no reset lines and no rate.
/// </summary>
public sealed class Rfc2217Session
{
    private const byte Iac = 255;
    private const byte Dont = 254;
    private const byte Do = 253;
    private const byte Wont = 252;
    private const byte Will = 251;
    private const byte Begin = 250;
    private const byte End = 240;
    private const byte ComPort = 44;
    private const byte ServerOffset = 100;
    private const byte SetBaud = 1;
    private const byte SetControl = 5;
    private const int MaxSubnegotiation = 64;

    // Binary, echo (that is: no local one), suppress go-ahead, com port.
    private static readonly byte[] Supported = [0, 1, 3, ComPort];

    private readonly HashSet<(byte Verb, byte Option)> _agreed = new();
    private readonly List<byte> _reply = new();
    private readonly List<byte> _data = new();
    private readonly List<byte> _command = new();
    private bool _isFirst = true;

    /// <summary>Whether the host speaks RFC 2217.</summary>
    public bool IsTelnet { get; private set; }

    /// <summary>Rate the host has set; 0 before that.</summary>
    public int Baud { get; private set; }

    /// <summary>Whether the host asserts DTR.</summary>
    public bool Dtr { get; private set; }

    /// <summary>Whether the host asserts RTS.</summary>
    public bool Rts { get; private set; }

    /// <summary>Called after the host changed a line, with the bytes before it already delivered.</summary>
    public Action? OnLines { get; set; }

    /// <summary>Called with the bytes for the chip, in order with the lines.</summary>
    public Action<byte[]>? OnData { get; set; }

    /// <summary>Takes bytes from the network; returns what is to be sent back at once.</summary>
    public byte[] Receive(ReadOnlySpan<byte> bytes)
    {
        _reply.Clear();
        foreach (byte value in bytes)
        {
            IsTelnet = _isFirst ? value == Iac : IsTelnet;
            _isFirst = false;
            Push(value);
        }

        Deliver();
        return _reply.ToArray();
    }

    /// <summary>Bytes of the chip as they go to the network.</summary>
    public byte[] Encode(byte[] bytes)
    {
        if (!IsTelnet)
        {
            return bytes;
        }

        var escaped = new List<byte>(bytes.Length);
        foreach (byte value in bytes)
        {
            escaped.Add(value);
            if (value == Iac)
            {
                escaped.Add(value);
            }
        }

        return escaped.ToArray();
    }

    private void Push(byte value)
    {
        if (!IsTelnet || (_command.Count == 0 && value != Iac))
        {
            _data.Add(value);
            return;
        }

        _command.Add(value);
        if (_command.Count < 2)
        {
            return;
        }

        switch (_command[1])
        {
            case Iac:
                _data.Add(Iac);
                _command.Clear();
                break;
            case Do or Dont or Will or Wont:
                if (_command.Count == 3)
                {
                    Negotiate(_command[1], _command[2]);
                    _command.Clear();
                }

                break;
            case Begin:
                PushSubnegotiation(value);
                break;
            default:
                _command.Clear();
                break;
        }
    }

    private void PushSubnegotiation(byte value)
    {
        int count = _command.Count;
        bool isEscapedIac = count > 3 && value == Iac && _command[count - 2] == Iac;
        if (isEscapedIac || count > MaxSubnegotiation)
        {
            _command.RemoveAt(count - 1);
        }
        else if (count > 3 && value == End && _command[count - 2] == Iac)
        {
            byte[] body = _command.GetRange(2, count - 4).ToArray();
            _command.Clear();
            if (body is [ComPort, _, ..])
            {
                Serve(body[1], body.AsSpan(2));
            }
        }
    }

    private void Negotiate(byte verb, byte option)
    {
        bool isSupported = Array.IndexOf(Supported, option) >= 0;
        if (!_agreed.Add((verb, option)))
        {
            return;
        }

        byte answer = verb switch
        {
            Do => isSupported ? Will : Wont,
            Will => isSupported ? Do : Dont,
            Dont => Wont,
            _ => Dont,
        };
        _reply.AddRange([Iac, answer, option]);
    }

    private void Serve(byte command, ReadOnlySpan<byte> value)
    {
        if (command == SetBaud && value.Length == 4)
        {
            Deliver();
            uint asked = BinaryPrimitives.ReadUInt32BigEndian(value);
            Baud = asked == 0 ? Baud : (int)asked;
        }
        else if (command == SetControl && value.Length == 1)
        {
            Control(value[0]);
        }

        _reply.AddRange([Iac, Begin, ComPort, (byte)(command + ServerOffset)]);
        _reply.AddRange(Encode(value.ToArray()));
        _reply.AddRange([Iac, End]);
    }

    private void Control(byte value)
    {
        const byte DtrOn = 8;
        const byte DtrOff = 9;
        const byte RtsOn = 11;
        const byte RtsOff = 12;
        if (value is not (DtrOn or DtrOff or RtsOn or RtsOff))
        {
            return;
        }

        Deliver();
        Dtr = value is DtrOn || (Dtr && value != DtrOff);
        Rts = value is RtsOn || (Rts && value != RtsOff);
        OnLines?.Invoke();
    }

    private void Deliver()
    {
        if (_data.Count > 0)
        {
            OnData?.Invoke(_data.ToArray());
            _data.Clear();
        }
    }
}
