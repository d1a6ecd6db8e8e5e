using System;
using SQLitePCL;

namespace BluezoneTag.Registry.Storage;

/// <summary>A prepared statement, positioned on a row after <see cref="Step"/> returned true. Columns count from 0.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>A column as integer; NULL is 0.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>A column as integer of 32 bits.</summary>
    public int Int(int column) => checked((int)Long(column));

    /// <summary>A column as unsigned integer of 32 bits.</summary>
    public uint UInt(int column) => checked((uint)Long(column));

    /// <summary>A column as text; NULL is empty.</summary>
    public string Text(int column) => IsNull(column) ? string.Empty : raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>A copy of a column's bytes; NULL is empty.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>True when a column is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>Every column as one line of text, with type, so that two rows are equal when their lines are.</summary>
    public string Line()
    {
        int count = raw.sqlite3_column_count(handle);
        string[] columns = new string[count];
        for (int i = 0; i < count; i++)
        {
            int type = raw.sqlite3_column_type(handle, i);
            columns[i] = $"{type}:{(type == raw.SQLITE_BLOB ? Convert.ToHexString(Bytes(i)) : Text(i))}";
        }

        return string.Join('|', columns);
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    /// <summary>Binds parameters ?1, ?2 ...: null, int, long, uint, bool, string or byte[].</summary>
    internal void Bind(object?[] parameters)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            database.Check(BindOne(i + 1, parameters[i]));
        }
    }

    private int BindOne(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(handle, index),
        string text => raw.sqlite3_bind_text(handle, index, text),
        byte[] bytes => raw.sqlite3_bind_blob(handle, index, bytes),
        bool flag => raw.sqlite3_bind_int64(handle, index, flag ? 1 : 0),
        int or long or uint => raw.sqlite3_bind_int64(handle, index, Convert.ToInt64(value)),
        Enum state => raw.sqlite3_bind_int64(handle, index, Convert.ToInt64(state)),
        _ => throw new ArgumentException($"No binding for {value.GetType()}", nameof(value)),
    };
}
