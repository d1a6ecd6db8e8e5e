using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BluezoneTag.Flasher.Links;

/// <summary>`struct termios2`, 44 bytes: four flag words, line discipline, 19 control characters, two rates.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinuxTermios
{
    private const uint EightBits = 0x30;
    private const uint Receiver = 0x80;
    private const uint IgnoreModemStatus = 0x800;
    private const uint RateIsANumber = 0x1000;

    public uint Input;
    public uint Output;
    public uint Control;
    public uint Local;
    public byte Discipline;
    public ControlCharacters Characters;
    public uint InputRate;
    public uint OutputRate;

    /// <summary>8N1, nothing translated, no flow control, no hang-up on close, reads that never wait.</summary>
    public void MakeRaw(uint baud)
    {
        Input = 0;
        Output = 0;
        Local = 0;
        Control = EightBits | Receiver | IgnoreModemStatus | RateIsANumber;
        Discipline = 0;
        Characters = default;
        InputRate = baud;
        OutputRate = baud;
    }

    [InlineArray(19)]
    internal struct ControlCharacters
    {
        private byte _first;
    }
}
