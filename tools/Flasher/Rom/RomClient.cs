using System;
using System.Buffers.Binary;
using System.Text;

namespace BluezoneTag.Flasher.Rom;

/// <summary>The ROM loader's commands, typed. Each throws <see cref="RomException"/> when the exchange fails.</summary>
public sealed class RomClient
{
    private const byte ChecksumSeed = 0xEF;
    private const int SecurityInfoLength = 20;
    private static readonly TimeSpan SyncSilence = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BaudSettling = TimeSpan.FromMilliseconds(50);
    private readonly RomConnection _connection;

    /// <summary>Over <paramref name="connection"/>.</summary>
    public RomClient(RomConnection connection)
    {
        _connection = connection;
    }

    /// <summary>One try of SYNC; true when the loader answered. Its seven further replies are dropped.</summary>
    public bool TrySync()
    {
        byte[] data = new byte[36];
        data.AsSpan(4).Fill(0x55);
        new byte[] { 0x07, 0x07, 0x12, 0x20 }.CopyTo(data, 0);
        try
        {
            _connection.Execute(RomOpcode.Sync, data, 0, RomTimeouts.Sync);
        }
        catch (RomException)
        {
            return false;
        }

        _connection.Drain(SyncSilence);
        return true;
    }

    /// <summary>The 32 bits at <paramref name="address"/>.</summary>
    public uint ReadRegister(uint address) => _connection.Execute(RomOpcode.ReadRegister, Words(address), 0, RomTimeouts.Command).Value;

    /// <summary>
    /// The same twice: a reply carries no checksum, and a MAC or a flash size read wrongly would mislead everything after it.
    /// </summary>
    public uint ReadRegisterTwice(uint address)
    {
        uint first = ReadRegister(address);
        uint second = ReadRegister(address);
        return first == second ? first : throw RomException.Nonsense($"register {address:X8} read as {first:X8} and {second:X8}");
    }

    /// <summary>Writes all 32 bits at <paramref name="address"/>.</summary>
    public void WriteRegister(uint address, uint value) =>
        _connection.Execute(RomOpcode.WriteRegister, Words(address, value, uint.MaxValue, 0), 0, RomTimeouts.Command);

    /// <summary>20 bytes: u32 flags, u8, 7 x u8, u32 chip id, u32 api version. Null on the ESP32, which does not know the command.</summary>
    public byte[]? GetSecurityInfo()
    {
        try
        {
            byte[] info = _connection.Execute(RomOpcode.GetSecurityInfo, [], 0, RomTimeouts.Command).Data;
            return info.Length == SecurityInfoLength ? info : throw RomException.Nonsense($"security info of {info.Length} bytes");
        }
        catch (RomException exception) when (exception.Error == RomException.InvalidMessage)
        {
            return null;
        }
    }

    /// <summary>Connects the flash chip to the loader.</summary>
    public void AttachFlash() => _connection.Execute(RomOpcode.SpiAttach, Words(0, 0), 0, RomTimeouts.Command);

    /// <summary>Tells the loader the size of the flash in bytes; without it 2 MB is the end.</summary>
    public void SetFlashSize(uint bytes) =>
        _connection.Execute(RomOpcode.SpiSetParameters, Words(0, bytes, 0x10000, 0x1000, 0x100, 0xFFFF), 0, RomTimeouts.Command);

    /// <summary>Changes the rate on both sides.</summary>
    public void ChangeBaud(int baud)
    {
        _connection.Execute(RomOpcode.ChangeBaudRate, Words((uint)baud, 0), 0, RomTimeouts.Command);
        _connection.Link.SetBaud(baud);
        _connection.Clock.Wait(BaudSettling);
        _connection.Drain(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Erases <paramref name="length"/> bytes at <paramref name="offset"/>, whole sectors of 4 KiB, and writes nothing.</summary>
    public void Erase(uint offset, uint length, uint blockSize, bool hasFifthWord) =>
        Begin(RomOpcode.FlashBegin, offset, length, length / blockSize, blockSize, hasFifthWord);

    /// <summary>Erases the range of a region and announces its zlib stream of <paramref name="blocks"/> blocks.</summary>
    public void BeginDeflate(uint offset, uint length, uint blocks, uint blockSize, bool hasFifthWord) =>
        Begin(RomOpcode.FlashDeflateBegin, offset, length, blocks, blockSize, hasFifthWord);

    /// <summary>Sends block <paramref name="sequence"/> of a zlib stream.</summary>
    public void SendDeflate(ReadOnlySpan<byte> block, uint sequence, TimeSpan timeout)
    {
        byte[] data = new byte[16 + block.Length];
        Words((uint)block.Length, sequence, 0, 0).CopyTo(data, 0);
        block.CopyTo(data.AsSpan(16));
        byte checksum = ChecksumSeed;
        foreach (byte one in block)
        {
            checksum ^= one;
        }

        _connection.Execute(RomOpcode.FlashDeflateData, data, checksum, timeout);
    }

    /// <summary>MD5 of a range of flash, 32 lower-case hexadecimal digits.</summary>
    public string Md5(uint offset, uint length)
    {
        byte[] digits = _connection.Execute(RomOpcode.SpiFlashMd5, Words(offset, length, 0, 0), 0, RomTimeouts.Md5(length)).Data;
        return digits.Length == 32
            ? Encoding.ASCII.GetString(digits).ToLowerInvariant()
            : throw RomException.Nonsense($"an MD5 of {digits.Length} characters");
    }

    private static byte[] Words(params uint[] words)
    {
        byte[] data = new byte[4 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4 * i), words[i]);
        }

        return data;
    }

    // The C3's ROM refuses four words, the ESP32's refuses five.
    private void Begin(RomOpcode opcode, uint offset, uint length, uint blocks, uint blockSize, bool hasFifthWord)
    {
        byte[] data = hasFifthWord ? Words(length, blocks, blockSize, offset, 0) : Words(length, blocks, blockSize, offset);
        _connection.Execute(opcode, data, 0, RomTimeouts.Erase(length));
    }
}
