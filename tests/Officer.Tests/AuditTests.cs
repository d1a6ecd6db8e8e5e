using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>The log: every change of it is found, a cut one by a noted head, and one program at a time writes it.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly DeskBench _desk = new DeskBench().Ready();

    public AuditTests()
    {
        _ = _desk.Release(1);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0", "--officer", "bàn \"2\""));
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Every_changed_byte_and_every_torn_end_is_found()
    {
        byte[] whole = File.ReadAllBytes(LogPath);
        Assert.Equal(4, DeskLog.Read(whole, "log").Entries.Count);
        Assert.Equal(whole, DeskLog.Read(whole, "log").ToBytes());
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte change in new byte[] { 1, 0x20, 0x80 })
            {
                byte[] changed = [.. whole];
                changed[i] ^= change;
                Assert.Equal(OfficerFault.JournalBroken, Assert.Throws<OfficerException>(() => DeskLog.Read(changed, "log")).Fault);
            }

            if (whole[..i] is not [.., (byte)'\n'])
            {
                Assert.Throws<OfficerException>(() => DeskLog.Read(whole[..i], "log"));
            }
        }
    }

    [Fact]
    public void Lines_left_out_doubled_or_swapped_are_found()
    {
        string[] lines = File.ReadAllText(LogPath).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string[]> changed = [[], lines[1..], [.. lines[..1], .. lines[2..]], [.. lines, lines[^1]], [lines[0], lines[2], lines[1], lines[3]]];
        Assert.All(changed, one => Assert.Throws<OfficerException>(() => DeskLog.Read(Encoding.UTF8.GetBytes(string.Concat(one.Select(line => line + "\n"))), "log")));
    }

    [Fact]
    public void A_log_that_was_cut_is_found_by_a_head_noted_before()
    {
        string head = _desk.Result(_desk.Run("audit", "--json")).GetProperty("head").GetString()!;
        _desk.Must(_desk.Run("audit", "--head", head.ToLowerInvariant()));
        _desk.Must(_desk.Run("list", "new", "--name", "b", "--level", "F0"));
        _desk.Must(_desk.Run("audit", "--head", head));
        string[] lines = File.ReadAllLines(LogPath);
        File.WriteAllText(LogPath, string.Concat(lines[..3].Select(line => line + "\n")));
        _desk.Must(_desk.Run("audit"));
        Assert.Equal("JournalHeadMissing", _desk.FaultOf(_desk.Run("audit", "--json", "--head", head)));
        Assert.Equal("ValueInvalid", _desk.FaultOf(_desk.Run("audit", "--json", "--head", "nonsense")));
    }

    [Fact]
    public void Nothing_is_done_on_a_desk_whose_log_is_broken_or_gone()
    {
        File.AppendAllText(LogPath, "x");
        Assert.Equal(ExitCode.Verify, _desk.Run("list", "new", "--name", "b", "--level", "F0"));
        File.Delete(LogPath);
        Assert.Equal("FileUnreadable", _desk.FaultOf(_desk.Run("list", "new", "--json", "--name", "b", "--level", "F0")));
        Assert.False(File.Exists(LogPath));
        Assert.Equal("DeskMissing", _desk.FaultOf(_desk.Run("status", "--json", "--desk", _desk.In("nowhere"))));
    }

    [Fact]
    public void Two_programs_do_not_work_on_one_desk()
    {
        using OfficerDesk held = OfficerDesk.Open(_desk.Desk, new DeskFiles(), () => _desk.NowUtcMs, "somebody");
        Assert.Equal("DeskBusy", _desk.FaultOf(_desk.Run("status", "--json")));
    }

    [Fact]
    public void A_certificate_of_a_stranger_is_recorded_and_refused()
    {
        File.WriteAllBytes(_desk.In("c"), [1, 0, 0, 0, .. new byte[33]]);
        Assert.Equal("CertificateFalse", _desk.FaultOf(_desk.RunWithTags("certificate", "check", "--json", "--certificate", _desk.In("c"))));
        _desk.Must(_desk.Run("audit"));
        Assert.Contains("holds False", _desk.Printed, StringComparison.Ordinal);
        foreach (byte[] nonsense in new byte[][] { [], [1, 2], new byte[36], new byte[38], [.. new byte[4], 2, .. new byte[32]], Encoding.ASCII.GetBytes(new string('z', 74)), new byte[5000] })
        {
            File.WriteAllBytes(_desk.In("c"), nonsense);
            Assert.Equal(ExitCode.BadInput, _desk.RunWithTags("certificate", "check", "--certificate", _desk.In("c")));
        }
    }

    [Theory]
    [InlineData("29", "300")]
    [InlineData("601", "300")]
    [InlineData("60", "59")]
    [InlineData("60", "301")]
    public void Settings_beyond_the_limits_of_the_firmware_are_not_signed(string alive, string checkpoint)
    {
        string[] arguments = ["settings", "sign", "--json", "--tag", "1", "--alive", alive, "--checkpoint", checkpoint, "--out", _desk.In("s")];
        Assert.Equal("SettingsOutOfLimits", _desk.FaultOf(_desk.RunWithTags(arguments)));
        Assert.False(File.Exists(_desk.In("s")));
    }

    [Fact]
    public void Settings_count_up_for_each_tag()
    {
        _desk.Must(_desk.RunWithTags("settings", "sign", "--tag", "1", "--number", "7", "--out", _desk.In("s1")));
        Assert.Equal("SettingsNotNewer", _desk.FaultOf(_desk.RunWithTags("settings", "sign", "--json", "--tag", "1", "--number", "7", "--out", _desk.In("s2"))));
        Assert.Equal(8, _desk.Result(_desk.RunWithTags("settings", "sign", "--json", "--tag", "1", "--out", _desk.In("s3"))).GetProperty("number").GetInt32());
        Assert.Equal(1, _desk.Result(_desk.RunWithTags("settings", "sign", "--json", "--tag", "2", "--out", _desk.In("s4"))).GetProperty("number").GetInt32());
        Assert.False(File.Exists(_desk.In("s2")));
    }

    private string LogPath => Path.Combine(_desk.Desk, "log.jsonl");
}
