using System;
using System.Collections.Generic;
using SQLitePCL;

namespace BluezoneTag.Registry.Storage;

/// <summary>One connection to a SQLite file: statements with parameters, rows, transactions. A thin layer over SQLitePCLRaw (docs/decisions/0030).</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Opens a file that exists, or makes one when <paramref name="create"/>.</summary>
    public static Database Open(string path, bool create, bool readOnly, int busyTimeoutMs)
    {
        int flags = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | (create ? raw.SQLITE_OPEN_CREATE : 0);
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, flags, null);
        Database database = new(handle);
        if (code != raw.SQLITE_OK)
        {
            DatabaseException failure = database.Failure(code);
            database.Dispose();
            throw failure;
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, busyTimeoutMs);

        // A registry from elsewhere is data: its schema may not call functions, nor SQL write to the schema itself.
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        return database;
    }

    /// <summary>A database that lives in memory.</summary>
    public static Database InMemory() => Open(":memory:", create: true, readOnly: false, 0);

    /// <summary>Runs one statement; rows are passed over.</summary>
    public void Run(string sql, params object?[] parameters)
    {
        using Statement statement = Prepare(sql, parameters);
        while (statement.Step())
        {
        }
    }

    /// <summary>All rows of a query, each made by <paramref name="read"/>.</summary>
    public List<T> Query<T>(string sql, Func<Statement, T> read, params object?[] parameters)
    {
        using Statement statement = Prepare(sql, parameters);
        List<T> rows = [];
        while (statement.Step())
        {
            rows.Add(read(statement));
        }

        return rows;
    }

    /// <summary>The integer in the first column of the first row; 0 when there is no row or it is NULL.</summary>
    public long Number(string sql, params object?[] parameters)
    {
        using Statement statement = Prepare(sql, parameters);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Runs a script of several statements without parameters.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>
    /// Does <paramref name="work"/> in one transaction that holds the write lock from its start: all of it is on disk when this
    /// returns a value worth keeping, none of it when not, when it throws, or when power dies inside.
    /// </summary>
    public T Transaction<T>(Func<T> work, Func<T, bool> keep)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            T value = work();
            Run(keep(value) ? "COMMIT" : "ROLLBACK");
            return value;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>Throws when the code is an error.</summary>
    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Failure(code);
        }
    }

    private Statement Prepare(string sql, object?[] parameters)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt handle));
        Statement statement = new(this, handle);
        try
        {
            statement.Bind(parameters);
            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    // After a full disk SQLite has often rolled back by itself; a second failure would hide the first.
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
        {
            raw.sqlite3_exec(_handle, "ROLLBACK");
        }
    }

    private DatabaseException Failure(int code)
    {
        int extended = raw.sqlite3_extended_errcode(_handle);
        return new DatabaseException((extended & 0xFF) == (code & 0xFF) ? extended : code, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }
}
