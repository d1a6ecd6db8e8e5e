using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Registry.Storage;

/// <summary>The tables (docs/registry.md 2) and how a file gets to their present version.</summary>
internal static class Schema
{
    /// <summary>SQLite's application id of a registry: ASCII "BZRG", big-endian.</summary>
    public const int ApplicationId = 0x425A5247;

    /// <summary>All migrations, oldest first. A released one is never edited: a change is a new one.</summary>
    public static readonly IReadOnlyList<Migration> Migrations = [new(1, Version1), new(2, Version2)];

    /// <summary>The version this program writes.</summary>
    public static int CurrentVersion => Migrations[^1].Version;

    // Columns that decide what is unique stand here and not in code, so that two programs at once cannot disagree.
    private const string Version1 = """
        CREATE TABLE registry (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            id BLOB NOT NULL CHECK (length(id) = 16),
            created_utc_ms INTEGER NOT NULL,
            escrow_key BLOB);
        CREATE TABLE tag (
            serial INTEGER PRIMARY KEY CHECK (serial BETWEEN 1 AND 4294967295),
            mac TEXT NOT NULL UNIQUE CHECK (length(mac) = 12),
            chip TEXT NOT NULL,
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 6),
            generation INTEGER NOT NULL,
            firmware TEXT NOT NULL DEFAULT '',
            holder INTEGER,
            labelled INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT '',
            operator TEXT NOT NULL,
            changed_utc_ms INTEGER NOT NULL);
        CREATE UNIQUE INDEX tag_holder ON tag (holder) WHERE state = 2;
        CREATE TABLE key_use (
            serial INTEGER NOT NULL REFERENCES tag (serial),
            generation INTEGER NOT NULL CHECK (generation > 0),
            stage INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 2),
            base_key_fingerprint BLOB NOT NULL UNIQUE CHECK (length(base_key_fingerprint) = 16),
            claim_fingerprint BLOB NOT NULL UNIQUE CHECK (length(claim_fingerprint) = 16),
            operator TEXT NOT NULL,
            reserved_utc_ms INTEGER NOT NULL,
            closed_utc_ms INTEGER,
            PRIMARY KEY (serial, generation)) WITHOUT ROWID;
        CREATE UNIQUE INDEX key_use_open ON key_use (serial) WHERE stage = 0;
        CREATE TABLE region (
            serial INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            name TEXT NOT NULL,
            flash_offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            PRIMARY KEY (serial, generation, flash_offset),
            FOREIGN KEY (serial, generation) REFERENCES key_use (serial, generation)) WITHOUT ROWID;
        CREATE TABLE escrow (
            serial INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            envelope BLOB NOT NULL,
            PRIMARY KEY (serial, generation),
            FOREIGN KEY (serial, generation) REFERENCES key_use (serial, generation)) WITHOUT ROWID;
        CREATE TABLE vault (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            id BLOB NOT NULL CHECK (length(id) = 16),
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            iterations INTEGER NOT NULL,
            proof BLOB NOT NULL);
        CREATE TABLE holder_name (
            holder INTEGER PRIMARY KEY CHECK (holder BETWEEN 1 AND 4294967295),
            sealed BLOB NOT NULL);
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            entry BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32));
        CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is not edited'); END;
        CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is not deleted'); END;
        """;

    // The health authority's release and settings keys, sealed.
    private const string Version2 = """
        ALTER TABLE registry ADD COLUMN authority_key BLOB;
        CREATE TABLE authority_keys (
            serial INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            envelope BLOB NOT NULL,
            PRIMARY KEY (serial, generation),
            FOREIGN KEY (serial, generation) REFERENCES key_use (serial, generation)) WITHOUT ROWID;
        """;

    /// <summary>The version of a file; 0 when it is new.</summary>
    public static int VersionOf(Database database) => (int)database.Number("PRAGMA user_version");

    /// <summary>
    /// Applies what is missing, each step in a transaction with its version number: after a crash the file is at one version or
    /// the next, never between.
    /// </summary>
    public static void Upgrade(Database database, IReadOnlyList<Migration> migrations)
    {
        foreach (Migration migration in migrations.Where(one => one.Version > VersionOf(database)))
        {
            database.Transaction(() => Apply(database, migration), keep: _ => true);
        }
    }

    private static bool Apply(Database database, Migration migration)
    {
        // Another program may have come first, while this one waited for the lock.
        if (VersionOf(database) >= migration.Version)
        {
            return false;
        }

        database.Script(migration.Sql);
        database.Script($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {migration.Version}");
        return true;
    }
}
