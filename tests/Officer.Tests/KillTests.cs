using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Protocol.Sync;
using Xunit;
using AuthorityKeys = BluezoneTag.Exposure.AuthorityKeys;

namespace BluezoneTag.Officer.Tests;

/// <summary>
/// The program ends before every single file step of every command that writes, files torn in half included. What is left is the state before or the state after,
/// each file whole; and the same command completes it.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly DeskBench _desk = new();
    private readonly string _saved = Directory.CreateTempSubdirectory("officer-saved").FullName;

    public void Dispose()
    {
        _desk.Dispose();
        Directory.Delete(_saved, recursive: true);
    }

    [Fact]
    public void A_desk_is_there_whole_or_not_at_all()
    {
        int steps = KillAtEachStep(
            () => _desk.RunWithWords("key", "new"),
            () =>
            {
                Assert.True(!Path.Exists(_desk.Desk) || _desk.Run("audit") == ExitCode.Success, _desk.Printed);
                Assert.Contains(_desk.RunWithWords("key", "new"), new[] { ExitCode.Success, ExitCode.BadInput });
            });
        Assert.InRange(steps, 12, 40);
    }

    [Fact]
    public void Codes_are_recorded_or_not_made()
    {
        _desk.Ready();
        ReleaseRequest request = _desk.Request(3);
        KillOnDesk(() => _desk.CodeExit(1, 5, request), DeskEvent.CodeMade);
    }

    [Fact]
    public void A_release_is_stored_and_recorded_or_neither_counts()
    {
        _desk.Ready();
        ReleaseRequest request = _desk.Request(3);
        _desk.Code(1, 5, request);
        string package = _desk.Package("p", request, DeskBench.DailyKeys(1, request));
        KillOnDesk(() => _desk.RunWithTags("open", "--package", package), DeskEvent.ReleaseOpened);
    }

    [Fact]
    public void Lists_are_begun_filled_signed_and_withdrawn_or_not()
    {
        _desk.Ready();
        string release = _desk.Release(1);
        KillOnDesk(() => _desk.Run("list", "new", "--name", "a", "--level", "F0"), DeskEvent.ListBegun, ExitCode.Refused);
        KillOnDesk(() => _desk.RunWithWords("list", "add", "--name", "a", "--release", release), DeskEvent.ListAdded, ExitCode.Refused);
        KillOnDesk(() => _desk.RunWithWords("list", "sign", "--name", "a"), DeskEvent.ListSigned, ExitCode.Refused);
        KillOnDesk(() => _desk.Run("withdraw", "--name", "a", "--reason", "x"), DeskEvent.ListWithdrawn, ExitCode.Refused);
    }

    [Fact]
    public void At_every_moment_of_a_publication_the_index_is_whole_and_leads_to_whole_files()
    {
        _desk.Ready();
        Sign("a", _desk.Release(1));
        _desk.Must(_desk.RunWithWords("publish", "--to", _desk.Published));
        Sign("b", _desk.Release(2));
        _desk.Must(_desk.Run("withdraw", "--name", "a", "--reason", "x"));
        int killed = KillOnDesk(() => _desk.RunWithWords("publish", "--to", _desk.Published), DeskEvent.Published, ExitCode.Success, CheckPublished);
        Assert.InRange(killed, 15, 60);
        CheckPublished();
        Assert.Equal(["b.json"], Directory.GetFiles(Path.Combine(_desk.Published, "lists")).Select(Path.GetFileName));
    }

    [Fact]
    public void Settings_are_signed_with_a_new_number_each_time()
    {
        _desk.Ready();
        KillOnDesk(() => _desk.RunWithTags("settings", "sign", "--tag", "1", "--out", _desk.In("settings")), DeskEvent.SettingsSigned, ExitCode.BadInput);
    }

    [Fact]
    public void A_disk_that_refuses_any_step_is_said_and_nothing_is_half_written()
    {
        _desk.Ready();
        string release = _desk.Release(1);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        _desk.Must(_desk.RunWithWords("list", "add", "--name", "a", "--release", release));
        Save();
        int steps = Count(() => _desk.RunWithWords("list", "sign", "--name", "a"));
        for (int step = 0; step < steps; step++)
        {
            Restore();
            int left = step;
            _desk.AtFileStep = what => _ = left-- == 0 ? throw new IOException($"no room: {what}") : 0;
            Assert.Equal("FileUnwritable", _desk.FaultOf(_desk.RunWithWords("list", "sign", "--name", "a", "--json")));
            Assert.Contains("Không ghi được", _desk.Printed, StringComparison.Ordinal);
            _desk.AtFileStep = null;
            _desk.Must(_desk.Run("audit"));
            _desk.Must(_desk.RunWithWords("list", "sign", "--name", "a"));
        }
    }

    private void Sign(string name, string release)
    {
        _desk.Must(_desk.Run("list", "new", "--name", name, "--level", "F0"));
        _desk.Must(_desk.RunWithWords("list", "add", "--name", name, "--release", release));
        _desk.Must(_desk.RunWithWords("list", "sign", "--name", name));
    }

    private void CheckPublished()
    {
        AuthorityKeys pinned = new();
        pinned.Add(_desk.Keys.SigningKey);
        PublishedIndex index = PublishedIndex.Read(File.ReadAllBytes(Path.Combine(_desk.Published, "index.json")), pinned)!;
        foreach ((string name, string _, long _, string sha256) in index.Lists)
        {
            Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(_desk.Published, Publisher.FileOf(name))))));
        }
    }

    // After each death: the log has nothing or this one entry more, the files agree with it, and the command completes, or says that it is done already.
    private int KillOnDesk(Func<ExitCode> command, DeskEvent recorded, ExitCode whenDone = ExitCode.Success, Action? check = null)
    {
        int before = Entries().Count;
        int killed = KillAtEachStep(command, () =>
        {
            _desk.Must(_desk.Run("audit"));
            IReadOnlyList<DeskLogEntry> entries = Entries();
            Assert.InRange(entries.Count, before, before + 1);
            bool isDone = entries.Count > before;
            Assert.True(!isDone || entries[^1].Event == recorded);
            check?.Invoke();
            ExitCode again = command();
            Assert.True(again == ExitCode.Success || (isDone && again == whenDone), $"{again}: {_desk.Printed}");
            _desk.Must(_desk.Run("audit"));
        });
        if (Entries().Count == before)
        {
            _desk.Must(command());
        }

        return killed;
    }

    private int KillAtEachStep(Func<ExitCode> command, Action check)
    {
        Save();
        int steps = Count(command);
        for (int step = 0; step < steps; step++)
        {
            Restore();
            int left = step;

            // Dead is dead: nothing more is written, by no clean-up either.
            _desk.AtFileStep = what => _ = left-- <= 0 ? throw new InvalidOperationException($"ended before: {what}") : 0;
            Assert.Equal(ExitCode.Fault, command());
            _desk.AtFileStep = null;
            check();
        }

        Restore();
        return steps;
    }

    private int Count(Func<ExitCode> command)
    {
        int steps = 0;
        _desk.AtFileStep = _ => steps++;
        _desk.Must(command());
        _desk.AtFileStep = null;
        Restore();
        return steps;
    }

    private IReadOnlyList<DeskLogEntry> Entries() => DeskLog.Read(File.ReadAllBytes(Path.Combine(_desk.Desk, "log.jsonl")), "log").Entries;

    private void Save()
    {
        Directory.Delete(_saved, recursive: true);
        Copy(_desk.In(string.Empty), _saved);
    }

    private void Restore()
    {
        string folder = _desk.In(string.Empty);
        foreach (string path in Directory.GetFileSystemEntries(folder))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        Copy(_saved, folder);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
