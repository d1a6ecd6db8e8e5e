using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;
using Xunit;

namespace BluezoneTag.Registry.Tests;

/// <summary>Files that are no registry, or not one we may write.</summary>
public sealed class BadRegistryTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_missing_registry_is_not_made_by_opening_it()
    {
        ProblemAssert.Is(RegistryError.RegistryMissing, TagRegistry.Open(_bench.Path("none.db"), Bench.Options));
        ProblemAssert.Is(RegistryError.RegistryMissing, TagRegistry.OpenOrCreate(_bench.Path("none.db"), Bench.Options with { ReadOnly = true }));
        Assert.False(File.Exists(_bench.Path("none.db")));
    }

    [Fact]
    public void A_registry_is_never_replaced() => ProblemAssert.Is(RegistryError.RegistryExists, TagRegistry.Create(_bench.File, Bench.Options));

    [Fact]
    public void A_folder_that_does_not_exist_is_reported() =>
        ProblemAssert.Is(RegistryError.WriteProtected, TagRegistry.Create(_bench.Path("no/such/folder.db"), Bench.Options));

    [Fact]
    public void Text_is_no_registry()
    {
        string text = new('x', 5000);
        File.WriteAllText(_bench.Path("text.db"), text);
        ProblemAssert.Is(RegistryError.NotARegistry, TagRegistry.Open(_bench.Path("text.db"), Bench.Options));
        Assert.Equal(text, File.ReadAllText(_bench.Path("text.db")));
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        using (Database other = Database.Open(_bench.Path("other.db"), create: true, readOnly: false, 0))
        {
            other.Script("CREATE TABLE song (name TEXT)");
        }

        byte[] before = File.ReadAllBytes(_bench.Path("other.db"));
        ProblemAssert.Is(RegistryError.NotARegistry, TagRegistry.OpenOrCreate(_bench.Path("other.db"), Bench.Options));
        Assert.Equal(before, File.ReadAllBytes(_bench.Path("other.db")));
    }

    [Fact]
    public void A_newer_registry_is_left_alone()
    {
        Behind(database => database.Script("PRAGMA user_version = 99"));
        byte[] before = File.ReadAllBytes(_bench.File);
        Problem problem = ProblemAssert.Is(RegistryError.SchemaTooNew, TagRegistry.Open(_bench.File, Bench.Options));
        Assert.Equal("99", problem.Facts["version"]);
        Assert.Equal(before, File.ReadAllBytes(_bench.File));
        _bench.Registry.Dispose();
    }

    [Fact]
    public void A_file_marked_read_only_is_opened_for_reading_only()
    {
        uint serial = _bench.Provisioned(1);
        File.SetAttributes(_bench.File, FileAttributes.ReadOnly);
        ProblemAssert.Is(RegistryError.WriteProtected, TagRegistry.Open(_bench.File, Bench.Options));
        using (TagRegistry reader = TagRegistry.Open(_bench.File, Bench.Options with { ReadOnly = true }).Value)
        {
            Assert.Single(reader.Tags.List(new TagFilter()).Value);
            ProblemAssert.Ok(reader.Audit.Verify());
            ProblemAssert.Is(RegistryError.WriteProtected, reader.Tags.Issue(serial, 1));
        }

        File.SetAttributes(_bench.File, FileAttributes.Normal);
    }

    [Fact]
    public void A_registry_that_another_program_is_writing_is_reported_and_can_be_used_afterwards()
    {
        uint serial = _bench.Provisioned(1);
        using (Database other = Database.Open(_bench.File, create: false, readOnly: false, 0))
        {
            other.Run("BEGIN EXCLUSIVE");
            ProblemAssert.Is(RegistryError.Locked, _bench.Registry.Tags.Issue(serial, 1));
            ProblemAssert.Is(RegistryError.Locked, _bench.Registry.Tags.Find(serial));
            ProblemAssert.Is(RegistryError.Locked, TagRegistry.Open(_bench.File, Bench.Options));
            other.Run("ROLLBACK");
        }

        ProblemAssert.Ok(_bench.Registry.Tags.Issue(serial, 1));
    }

    [Fact]
    public void A_full_disk_stops_at_a_whole_step_and_loses_nothing()
    {
        _ = _bench.Provisioned(1);
        _bench.Registry.Dispose();
        long pages = new FileInfo(_bench.File).Length / 4096;
        int done = 0;
        using (TagRegistry full = TagRegistry.Open(_bench.File, Bench.Options with { MaxPageCount = (int)pages + 3 }).Value)
        {
            Result<Reservation> result;
            do
            {
                int number = 10 + done++;
                result = full.Provisioning.Reserve(new ReservationRequest(Bench.Mac(number), "ESP32"), Bench.BaseKey(number), Bench.Claim(number));
            }
            while (result.IsOk && done < 1000);

            ProblemAssert.Is(RegistryError.DiskFull, result);
            ProblemAssert.Ok(full.Audit.Verify());
        }

        _bench.Reopen();
        Assert.Equal(done, _bench.Registry.Tags.List(new TagFilter()).Value.Count);
        Assert.Equal((uint)done + 1, _bench.Reserve(10 + done).Value.Serial);
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_operator_without_a_proper_label_is_refused(string label) =>
        ProblemAssert.Is(RegistryError.OperatorInvalid, TagRegistry.Open(_bench.File, new RegistryOptions(label, new FixedTime())));

    [Fact]
    public void A_migration_is_whole_or_not_at_all()
    {
        int next = Schema.CurrentVersion + 1;
        List<Migration> good = [.. Schema.Migrations, new(next, "CREATE TABLE later (a); INSERT INTO later VALUES (1)")];
        List<Migration> migrations = [.. good, new(next + 1, "CREATE TABLE last (a); CREATE TABLE tag (b)")];
        Behind(database =>
        {
            Assert.Throws<DatabaseException>(() => Schema.Upgrade(database, migrations));
            Assert.Equal(next, Schema.VersionOf(database));
            Assert.Equal(1, database.Number("SELECT count(*) FROM later"));
            Assert.Equal(0, database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'last'"));
            Schema.Upgrade(database, [.. good, new(next + 1, "CREATE TABLE last (a)")]);
            Schema.Upgrade(database, [.. good, new(next + 1, "CREATE TABLE last (a)")]);
            Assert.Equal(next + 1, Schema.VersionOf(database));
        });
    }

    [Fact]
    public void Every_step_waits_for_the_disk_and_leaves_one_complete_file()
    {
        using RegistryFile file = RegistryOpener.Open(_bench.File, Bench.Options).Value;
        Assert.Equal(3, file.Database.Number("PRAGMA synchronous"));
        Assert.Equal("delete", file.Query("PRAGMA journal_mode", row => row.Text(0))[0]);
        _ = _bench.Provisioned(1);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_bench.File)!));
    }

    [Fact]
    public void Migrations_count_from_one_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Schema.CurrentVersion), Schema.Migrations.Select(migration => migration.Version));

    private void Behind(Action<Database> work)
    {
        using Database database = Database.Open(_bench.File, create: false, readOnly: false, 0);
        work(database);
    }
}
