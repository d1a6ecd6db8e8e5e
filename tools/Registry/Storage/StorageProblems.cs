using System;
using System.IO;
using BluezoneTag.Registry.Results;
using SQLitePCL;

namespace BluezoneTag.Registry.Storage;

/// <summary>What SQLite and the file system say, as problems.</summary>
internal static class StorageProblems
{
    // ENOSPC and EDQUOT on Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows, as .NET reports them.
    private static readonly int[] DiskFullCodes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>The problem behind an exception of SQLite.</summary>
    public static Problem Of(DatabaseException failure, string path) => new(Error(failure), ("path", path), ("detail", failure.Message));

    /// <summary>The problem behind an exception of the file system while writing.</summary>
    public static Problem OfWriting(Exception failure, string path) => failure switch
    {
        UnauthorizedAccessException => new(RegistryError.WriteProtected, ("path", path), ("detail", failure.Message)),
        IOException io when Array.IndexOf(DiskFullCodes, io.HResult) >= 0 => new(RegistryError.DiskFull, ("path", path), ("detail", failure.Message)),
        _ => new(RegistryError.DiskFault, ("path", path), ("detail", failure.Message)),
    };

    private static RegistryError Error(DatabaseException failure) => failure.PrimaryCode switch
    {
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => RegistryError.WriteProtected,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => RegistryError.Locked,
        raw.SQLITE_FULL => RegistryError.DiskFull,
        raw.SQLITE_NOTADB => RegistryError.NotARegistry,
        raw.SQLITE_CORRUPT => RegistryError.Corrupt,
        raw.SQLITE_CONSTRAINT => RegistryError.Conflict,
        raw.SQLITE_IOERR => RegistryError.DiskFault,
        _ => RegistryError.Corrupt,
    };
}
