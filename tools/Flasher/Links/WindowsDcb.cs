using System.Runtime.InteropServices;

namespace BluezoneTag.Flasher.Links;

/// <summary>`DCB`, 28 bytes: the settings of a COM port.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WindowsDcb
{
    /// <summary>Binary mode and nothing else: no parity check, no flow control, DTR and RTS under our hand.</summary>
    public const uint Binary = 1;

    public uint Length;
    public uint BaudRate;
    public uint Flags;
    public ushort Reserved;
    public ushort XonLimit;
    public ushort XoffLimit;
    public byte ByteSize;
    public byte Parity;
    public byte StopBits;
    public byte XonCharacter;
    public byte XoffCharacter;
    public byte ErrorCharacter;
    public byte EndCharacter;
    public byte EventCharacter;
    public ushort Reserved1;
}
