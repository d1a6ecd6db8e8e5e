using System;
using System.Collections.Generic;
using System.Threading;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Storage;

/// <summary>
/// The open file, its id, and the one way to change it: a transaction in which every change is an audit entry and the entry's
/// effect. May be used from several threads; they take turns.
/// </summary>
internal sealed class RegistryFile(Database database, string path, RegistryOptions options, byte[] id) : IDisposable
{
    private readonly Lock _turn = new();

    /// <summary>Path as given.</summary>
    public string Path => path;

    /// <summary>The registry's own random id, 16 bytes.</summary>
    public byte[] Id => id;

    /// <summary>The connection, for use inside <see cref="Read"/> and <see cref="Change"/>.</summary>
    public Database Database => database;

    /// <summary>Reads from one state of the file.</summary>
    public Result<T> Read<T>(Func<Result<T>> work)
    {
        lock (_turn)
        {
            return Guarded(() =>
            {
                database.Run("BEGIN");
                try
                {
                    return work();
                }
                finally
                {
                    database.Run("ROLLBACK");
                }
            });
        }
    }

    /// <summary>
    /// Changes the file, or leaves it as it was when the result is a problem. When this returns a value it is on disk; when
    /// power dies before, nothing of it is.
    /// </summary>
    public Result<T> Change<T>(Func<Result<T>> work)
    {
        lock (_turn)
        {
            return options.ReadOnly
                ? new Problem(RegistryError.WriteProtected, ("path", path), ("detail", "opened for reading only"))
                : Guarded(() => database.Transaction(work, keep: result => result.IsOk));
        }
    }

    /// <summary>Records an entry, applies it and returns it. Only inside <see cref="Change"/>.</summary>
    public AuditEntry Record(AuditKind kind, uint serial, AuditFields fields)
    {
        long now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        AuditEntry entry = AuditTrail.Append(database, id, now, OperatorLabel.Clean(options.Operator), kind, serial, fields);
        Projection.Apply(database, entry);
        return entry;
    }

    /// <summary>All rows of a query, inside <see cref="Read"/> or <see cref="Change"/>.</summary>
    public List<T> Query<T>(string sql, Func<Statement, T> read, params object?[] parameters) => database.Query(sql, read, parameters);

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private Result<T> Guarded<T>(Func<Result<T>> work)
    {
        try
        {
            return work();
        }
        catch (DatabaseException failure)
        {
            return StorageProblems.Of(failure, path);
        }
    }
}
