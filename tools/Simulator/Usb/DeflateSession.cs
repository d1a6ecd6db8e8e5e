using System;
using System.IO;
using System.IO.Compression;

namespace BluezoneTag.Simulator.Usb;

/// <summary>Blocks that are one zlib stream cut in pieces; what comes out of each piece is written before it is answered.</summary>
#pragma warning disable CA1001 // Nothing but memory to let go, and a session ends whenever the host likes.
internal sealed class DeflateSession : DataSession
{
    private const int ChunkLength = 0x4000;

    private readonly FlashMemory _flash;
    private readonly Inlet _inlet = new();
    private readonly ZLibStream _inflater;
    private readonly byte[] _chunk = new byte[ChunkLength];
    private readonly long _endAddress;
    private long _address;
    private byte _error;

    /// <summary>Writes at most <paramref name="length"/> inflated bytes upwards from <paramref name="address"/>.</summary>
    public DeflateSession(FlashMemory flash, long address, uint length, uint blockCount, uint blockLength)
        : base(blockCount, blockLength)
    {
        _flash = flash;
        _address = address;
        _endAddress = address + length;
        _inflater = new ZLibStream(_inlet, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    protected override byte Store(uint number, byte[] payload)
    {
        if (_error == RomError.None)
        {
            _inlet.Give(payload);
            _error = Inflate();
        }

        return _error;
    }

    private byte Inflate()
    {
        try
        {
            for (int count = _inflater.Read(_chunk); count > 0; count = _inflater.Read(_chunk))
            {
                if (_address + count > _endAddress)
                {
                    return RomError.Deflate;
                }

                if (_flash.Protection == WriteProtection.Refused)
                {
                    return RomError.FlashWrite;
                }

                _flash.Program(_address, _chunk.AsSpan(0, count));
                _address += count;
            }

            return RomError.None;
        }
        catch (InvalidDataException)
        {
            // The library does not say which check failed; with all the bytes out only the Adler-32 is left.
            return _address >= _endAddress - FlashMemory.SectorLength ? RomError.Adler : RomError.Deflate;
        }
    }

    /// <summary>What has come so far and was not read yet; at its end it is empty for now, not finished.</summary>
    private sealed class Inlet : Stream
    {
        private byte[] _bytes = [];
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Give(byte[] bytes)
        {
            _bytes = [.. _bytes.AsSpan(_position), .. bytes];
            _position = 0;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int part = Math.Min(count, _bytes.Length - _position);
            Array.Copy(_bytes, _position, buffer, offset, part);
            _position += part;
            return part;
        }

        public override int Read(Span<byte> buffer)
        {
            int part = Math.Min(buffer.Length, _bytes.Length - _position);
            _bytes.AsSpan(_position, part).CopyTo(buffer);
            _position += part;
            return part;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
