using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Storage;

/// <summary>Opens and makes registry files; everything that may be wrong with one is found here.</summary>
internal static class RegistryOpener
{
    private const int IdLength = 16;

    /// <summary>Opens the file that exists. One that a crash left half made (empty, or without its first entry) is finished.</summary>
    public static Result<RegistryFile> Open(string path, RegistryOptions options) =>
        File.Exists(path) ? Checked(path, options, create: false) : new Problem(RegistryError.RegistryMissing, ("path", path));

    /// <summary>Makes a new file; never replaces one.</summary>
    public static Result<RegistryFile> Create(string path, RegistryOptions options) =>
        File.Exists(path) ? new Problem(RegistryError.RegistryExists, ("path", path)) : Checked(path, options, create: true);

    private static Result<RegistryFile> Checked(string path, RegistryOptions options, bool create)
    {
        if (!OperatorLabel.IsValid(options.Operator))
        {
            return new Problem(RegistryError.OperatorInvalid, ("limit", OperatorLabel.MaxLength));
        }

        // The mark on the file counts even for an administrator, whom the system would let write.
        if (!options.ReadOnly && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            return new Problem(RegistryError.WriteProtected, ("path", path), ("detail", "the file is marked read-only"));
        }

        Database? database = null;
        try
        {
            database = Database.Open(path, create, options.ReadOnly, options.BusyTimeoutMs);
            Result<RegistryFile> file = Prepare(database, path, options);
            database = file.IsOk ? null : database;
            return file;
        }
        catch (DatabaseException failure)
        {
            return StorageProblems.Of(failure, path);
        }
        finally
        {
            database?.Dispose();
        }
    }

    private static Result<RegistryFile> Prepare(Database database, string path, RegistryOptions options)
    {
        if (Foreign(database) is RegistryError error)
        {
            (string, object)[] facts = [("path", path), ("version", Schema.VersionOf(database)), ("known", Schema.CurrentVersion)];
            return new Problem(error, facts);
        }

        if (options.ReadOnly && Schema.VersionOf(database) < Schema.CurrentVersion)
        {
            return new Problem(RegistryError.SchemaTooOld, ("path", path), ("version", Schema.VersionOf(database)), ("known", Schema.CurrentVersion));
        }

        Configure(database, options);
        if (!options.ReadOnly)
        {
            Schema.Upgrade(database, Schema.Migrations);
            EnsureFirstEntry(database, options);
        }

        List<byte[]> ids = database.Query("SELECT id FROM registry", row => row.Bytes(0));
        return ids.Count == 1
            ? new RegistryFile(database, path, options, ids[0])
            : new Problem(RegistryError.NotARegistry, ("path", path), ("detail", "it was never finished"));
    }

    // An empty file has neither version nor application id and becomes a registry; any other database is somebody else's.
    private static RegistryError? Foreign(Database database)
    {
        bool isEmpty = database.Number("SELECT count(*) FROM sqlite_master") == 0;
        bool isOurs = database.Number("PRAGMA application_id") == Schema.ApplicationId;
        return !isEmpty && !isOurs ? RegistryError.NotARegistry
            : Schema.VersionOf(database) > Schema.CurrentVersion ? RegistryError.SchemaTooNew
            : null;
    }

    // One file that is complete after every step, so that a copy on a stick is a whole registry: a rollback journal, not a
    // write-ahead log; and the deletion of the journal synced too, so that power loss undoes nothing that was reported done.
    private static void Configure(Database database, RegistryOptions options)
    {
        database.Script("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
        if (options.MaxPageCount > 0)
        {
            database.Script($"PRAGMA max_page_count = {options.MaxPageCount}");
        }
    }

    private static void EnsureFirstEntry(Database database, RegistryOptions options)
    {
        if (database.Number("SELECT count(*) FROM registry") == 0)
        {
            database.Transaction(() => MakeFirstEntry(database, options), keep: _ => true);
        }
    }

    private static bool MakeFirstEntry(Database database, RegistryOptions options)
    {
        // Another program may have come first, while this one waited for the lock.
        if (database.Number("SELECT count(*) FROM registry") > 0)
        {
            return false;
        }

        byte[] id = RandomNumberGenerator.GetBytes(IdLength);
        long now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        database.Run("INSERT INTO registry (only, id, created_utc_ms) VALUES (1, ?1, ?2)", id, now);
        AuditFields fields = new AuditFields().With(AuditField.RegistryId, id);
        AuditTrail.Append(database, id, now, OperatorLabel.Clean(options.Operator), AuditKind.Created, 0, fields);
        return true;
    }
}
