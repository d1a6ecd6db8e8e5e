using System.Text;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>Reads the s-expressions of KiCad: lists, words, quoted words, and comment lines that begin with #.</summary>
public sealed class NodeReader
{
    private readonly string _file;
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private NodeReader(string file, string text) => (_file, _text) = (file, text);

    /// <summary>The one list of a file; throws <see cref="HardwareFormatException"/> with the line where it breaks.</summary>
    public static Node Read(string file, string text)
    {
        NodeReader reader = new(file, text);
        reader.SkipSpace();
        if (reader._at >= text.Length || text[reader._at] != '(')
        {
            throw reader.Error("the file does not begin with '('");
        }

        Node root = reader.ReadNode();
        reader.SkipSpace();
        return reader._at == text.Length ? root : throw reader.Error("text after the closing ')' of the file");
    }

    private Node ReadNode() => _text[_at] switch
    {
        '(' => ReadList(),
        ')' => throw Error("')' without '('"),
        '"' => ReadQuoted(),
        _ => ReadWord(),
    };

    private Node ReadList()
    {
        Node list = new(_file, null, _line, _at);
        _at++;
        while (true)
        {
            SkipSpace();
            if (_at >= _text.Length)
            {
                throw new HardwareFormatException(_file, list.Line, $"the list '{list.Kind}' that begins here is not closed");
            }

            if (_text[_at] == ')')
            {
                list.End = ++_at;
                return list;
            }

            list.Items.Add(ReadNode());
        }
    }

    private Node ReadQuoted()
    {
        (int line, int start) = (_line, _at++);
        StringBuilder word = new();
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                word.Append(_text[_at + 1] == 'n' ? '\n' : _text[_at + 1]);
                _at += 2;
            }
            else
            {
                _line += _text[_at] == '\n' ? 1 : 0;
                word.Append(_text[_at++]);
            }
        }

        return _at++ < _text.Length
            ? new Node(_file, word.ToString(), line, start) { End = _at }
            : throw new HardwareFormatException(_file, line, "the quoted text that begins here is not closed");
    }

    private Node ReadWord()
    {
        int start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')'))
        {
            _at++;
        }

        return new Node(_file, _text[start.._at], _line, start) { End = _at };
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#' && (_at == 0 || _text[_at - 1] == '\n'))
            {
                _at = _text.IndexOf('\n', _at) is int end and >= 0 ? end : _text.Length;
            }
            else if (!char.IsWhiteSpace(_text[_at]))
            {
                return;
            }
            else
            {
                _line += _text[_at++] == '\n' ? 1 : 0;
            }
        }
    }

    private HardwareFormatException Error(string message) => new(_file, _line, message);
}
