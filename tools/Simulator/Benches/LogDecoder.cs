using System;
using System.Linq;
using System.Text;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Decodes segment files with firmware/Protocol and a cipher alone, by docs/protocol.md 5: nothing of the log, nothing of the
/// device. What a reader elsewhere needs.
/// </summary>
public sealed class LogDecoder
{
    private const int BlockLength = 16;
    private const int KeyLength = 16;

    private readonly ICipher _cipher;
    private readonly byte[] _key;

    /// <summary>For the log of the tag whose identity file is <paramref name="identityFile"/>.</summary>
    public LogDecoder(ICipher cipher, byte[] identityFile)
    {
        var identity = new IdentityImage();
        if (!identity.TryRead(identityFile, identityFile.Length))
        {
            throw new ArgumentException("This is no identity file.", nameof(identityFile));
        }

        _cipher = cipher;
        _key = cipher.HmacSha256(identity.BaseKey, Encoding.ASCII.GetBytes("bluezonetag log v1"))[..KeyLength];
    }

    /// <summary>Records in all segment files of <paramref name="files"/> that decode to something a tag can have heard.</summary>
    public int Count(FileFlash files) =>
        files.List().Where(name => name.StartsWith("log-", StringComparison.Ordinal)).Sum(name => CountIn(files.Content(name)));

    private int CountIn(byte[] segment)
    {
        var header = new SegmentHeader();
        var batch = new BatchHeader();
        var record = new ContactRecord();
        int count = 0;
        int offset = SegmentHeader.Length;
        if (!header.TryRead(segment, 0, segment.Length))
        {
            return 0;
        }

        for (uint sequence = header.FirstSequence; offset < segment.Length && BatchHeader.UnitLength(segment[offset]) > 0; sequence++)
        {
            int next = offset + BatchHeader.UnitLength(segment[offset]);
            if (batch.TryRead(header, segment, offset, segment.Length - offset, sequence))
            {
                byte[] plain = Decrypt(header, sequence, segment.AsSpan(offset + BatchHeader.Length, batch.RecordCount * ContactRecordCodec.Length));
                count += Enumerable.Range(0, batch.RecordCount).Count(i => ContactRecordCodec.TryDecode(plain, i * ContactRecordCodec.Length, record));
            }

            offset = next;
        }

        return count;
    }

    private byte[] Decrypt(SegmentHeader header, uint sequence, ReadOnlySpan<byte> sealedBytes)
    {
        byte[] counters = new byte[(sealedBytes.Length + BlockLength - 1) / BlockLength * BlockLength];
        for (int i = 0; i < counters.Length; i += BlockLength)
        {
            header.Nonce.CopyTo(counters, i);
            LittleEndian.WriteUInt32(counters, i + SegmentHeader.NonceLength, sequence);
            LittleEndian.WriteUInt32(counters, i + SegmentHeader.NonceLength + 4, (uint)(i / BlockLength));
        }

        byte[] plain = _cipher.EncryptBlocks(_key, counters)[..sealedBytes.Length];
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] ^= sealedBytes[i];
        }

        return plain;
    }
}
