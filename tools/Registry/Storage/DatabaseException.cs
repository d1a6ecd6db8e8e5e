using System;

namespace BluezoneTag.Registry.Storage;

/// <summary>SQLite said no. Never leaves this library: <see cref="StorageProblems"/> turns it into a problem.</summary>
internal sealed class DatabaseException : Exception
{
    /// <summary>With SQLite's extended result code and its own words.</summary>
    public DatabaseException(int code, string message)
        : base($"SQLite {code}: {message}")
    {
        Code = code;
    }

    /// <summary>The extended result code.</summary>
    public int Code { get; }

    /// <summary>The low byte of it.</summary>
    public int PrimaryCode => Code & 0xFF;
}
