using System;
using System.Collections.Generic;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// Takes the telnet commands out of what a server sends: IAC IAC is the byte 255, IAC with WILL, WONT, DO or DONT has one byte more, IAC SB
/// lasts until IAC SE, any other command is two bytes. Pieces may be cut anywhere.
/// </summary>
public sealed class TelnetFilter
{
    private const byte Iac = 255;
    private const byte LeastWithOption = 251;
    private const byte Begin = 250;
    private const byte End = 240;

    private State _state;

    private enum State
    {
        Data,
        Command,
        Option,
        Inside,
        InsideCommand,
    }

    /// <summary>Adds the data bytes among <paramref name="bytes"/> to <paramref name="data"/>.</summary>
    public void Take(ReadOnlySpan<byte> bytes, Queue<byte> data)
    {
        foreach (byte value in bytes)
        {
            if (Push(value))
            {
                data.Enqueue(value);
            }
        }
    }

    private bool Push(byte value)
    {
        bool isData = (_state == State.Data && value != Iac) || (_state == State.Command && value == Iac);
        _state = _state switch
        {
            State.Data => value == Iac ? State.Command : State.Data,
            State.Command => value == Begin ? State.Inside : value is >= LeastWithOption and < Iac ? State.Option : State.Data,
            State.Inside => value == Iac ? State.InsideCommand : State.Inside,
            State.InsideCommand => value == End ? State.Data : State.Inside,
            _ => State.Data,
        };
        return isData;
    }
}
