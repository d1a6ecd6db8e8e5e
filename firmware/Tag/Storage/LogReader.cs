using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Goes through the log record by record, oldest first, decrypting one batch at a time. Damaged batches end their segment;
/// a record that decrypts to nonsense is left out.
/// </summary>
public sealed class LogReader
{
    private readonly IFlashFiles _files;
    private readonly LogCipher _cipher;
    private readonly SegmentIndex _segments;
    private readonly SegmentHeader _segmentHeader = new SegmentHeader();
    private readonly byte[] _buffer = new byte[BatchHeader.Overhead + (BatchHeader.MaxRecordCount * ContactRecordCodec.Length)];
    private int _segment = -1;
    private string _name;
    private int _fileOffset;
    private int _recordIndex;

    /// <summary>Stands before the first record of <paramref name="segments"/>.</summary>
    public LogReader(IFlashFiles files, LogCipher cipher, SegmentIndex segments)
    {
        _files = files;
        _cipher = cipher;
        _segments = segments;
    }

    /// <summary>The batch that <see cref="Record"/> stands in: slot, rule version, clock trust.</summary>
    public BatchHeader Batch { get; } = new BatchHeader();

    /// <summary>The present record; the object is filled again by the next <see cref="Read"/>.</summary>
    public ContactRecord Record { get; } = new ContactRecord();

    /// <summary>Moves to the next record. False after the last one.</summary>
    public bool Read()
    {
        while (true)
        {
            while (_recordIndex < Batch.RecordCount)
            {
                int offset = BatchHeader.Length + (_recordIndex * ContactRecordCodec.Length);
                _recordIndex++;
                if (ContactRecordCodec.TryDecode(_buffer, offset, Record))
                {
                    return true;
                }
            }

            if (!ReadBatch() && !OpenNextSegment())
            {
                return false;
            }
        }
    }

    private bool ReadBatch()
    {
        if (_name == null)
        {
            return false;
        }

        int count = _files.Read(_name, _fileOffset, _buffer, 0, _buffer.Length);
        if (!Batch.TryRead(_buffer, 0, count))
        {
            _name = null;
            return false;
        }

        _cipher.Apply(
            _segmentHeader.Nonce, Batch.Sequence, _buffer, BatchHeader.Length, Batch.RecordCount * ContactRecordCodec.Length);
        _fileOffset += BatchHeader.BatchLength(Batch.RecordCount);
        _recordIndex = 0;
        return true;
    }

    private bool OpenNextSegment()
    {
        _segment++;
        if (_segment >= _segments.Count)
        {
            return false;
        }

        _recordIndex = Batch.RecordCount;
        _name = SegmentNames.NameOf(_segments.NumberAt(_segment));
        int count = _files.Read(_name, 0, _buffer, 0, SegmentHeader.Length);
        if (!_segmentHeader.TryRead(_buffer, 0, count))
        {
            _name = null;
        }

        _fileOffset = SegmentHeader.Length;
        return true;
    }
}
