using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Officer.Messages;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>Keys: made once, opened by their passphrase alone, damage told from a wrong passphrase, never shown.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly DeskBench _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Keys_are_encrypted_with_600000_rounds_and_their_owners_alone()
    {
        _desk.Rounds = KeyFile.PassphraseRounds;
        _desk.Must(_desk.RunWithWords("key", "new"));
        string file = File.ReadAllText(KeyPath);
        Assert.Equal(2, file.Split("BEGIN ENCRYPTED PRIVATE KEY").Length - 1);
        JsonElement root = JsonDocument.Parse(file).RootElement;
        foreach (string name in new[] { "signing", "opening" })
        {
            // 02 03 09 27 c0: the integer 600,000 in DER.
            string pem = root.GetProperty(name).GetProperty("private").GetString()!;
            byte[] der = Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
            Assert.True(der.AsSpan().IndexOf(new byte[] { 2, 3, 9, 0x27, 0xC0 }) > 0);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_desk.Desk));
        }
    }

    [Fact]
    public void The_passphrase_opens_both_keys_however_its_vietnamese_letters_were_typed()
    {
        _desk.Must(_desk.RunWithWords("key", "new"));
        string decomposed = DeskBench.Words.Replace("ố", "o\u0302\u0301").Replace("ừ", "u\u031B\u0300");
        Assert.NotEqual(DeskBench.Words, decomposed);
        using ECDsa signing = _desk.Keys.OpenSigning(decomposed);
        using ECDiffieHellman opening = _desk.Keys.OpenOpening(DeskBench.Words);
        Assert.Equal(_desk.Keys.SigningKey, signing.ExportSubjectPublicKeyInfo());
        Assert.Equal(_desk.Keys.OpeningKey, opening.ExportSubjectPublicKeyInfo());
        Assert.NotEqual(_desk.Keys.SigningName, _desk.Keys.OpeningName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abababababababababab")]
    [InlineData("9081726354433221")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("zyxwvutsrqponmlk")]
    [InlineData("Password2026!")]
    [InlineData("mat khau 2026")]
    [InlineData("bluezone tag")]
    [InlineData("   a b c d e f   ")]
    public void A_weak_passphrase_is_refused_and_nothing_is_made(string words)
    {
        File.WriteAllText(_desk.In("weak"), words + "\n");
        Assert.Equal("PassphraseWeak", _desk.FaultOf(_desk.Run("key", "new", "--json", "--passphrase-file", _desk.In("weak"))));
        Assert.False(Path.Exists(_desk.Desk));
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.GetDirectoryName(_desk.Desk)!).Length);
    }

    [Fact]
    public void A_wrong_passphrase_opens_nothing_and_keys_are_never_replaced()
    {
        _desk.Must(_desk.RunWithWords("key", "new"));
        byte[] before = File.ReadAllBytes(KeyPath);
        File.WriteAllText(_desk.In("wrong"), "năm từ không liên quan\n");
        Assert.Equal(ExitCode.Passphrase, _desk.Run("publish", "--to", _desk.Published, "--passphrase-file", _desk.In("wrong")));
        Assert.False(Path.Exists(_desk.Published));
        Assert.Equal(ExitCode.Passphrase, _desk.Run("publish", "--to", _desk.Published));
        Assert.Equal("DeskExists", _desk.FaultOf(_desk.RunWithWords("key", "new", "--json")));
        Assert.Equal(before, File.ReadAllBytes(KeyPath));
    }

    [Fact]
    public void Every_damaged_byte_of_the_key_file_is_called_damage_and_no_wrong_passphrase()
    {
        _desk.Must(_desk.RunWithWords("key", "new"));
        byte[] whole = File.ReadAllBytes(KeyPath);
        int harmless = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 4;
            try
            {
                KeyFile read = KeyFile.Read(damaged, "keys.json");

                // White space between two values.
                Assert.Equal(_desk.Keys.SigningKey, read.SigningKey);
                harmless++;
            }
            catch (OfficerException exception)
            {
                Assert.Equal(OfficerFault.KeyFileDamaged, exception.Fault);
            }

            Assert.ThrowsAny<OfficerException>(() => KeyFile.Read(whole[..i], "keys.json"));
        }

        Assert.InRange(harmless, 0, 60);
    }

    [Fact]
    public void A_public_key_that_is_not_the_private_ones_is_found_when_the_key_is_opened()
    {
        _desk.Must(_desk.RunWithWords("key", "new"));
        using ECDiffieHellman stranger = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        JsonNode file = JsonNode.Parse(File.ReadAllText(KeyPath))!;
        file["opening"]!["public"] = Convert.ToBase64String(stranger.ExportSubjectPublicKeyInfo());
        string[] parts = [.. new[] { "signing", "opening" }.SelectMany(name => new[] { (string)file[name]!["public"]!, (string)file[name]!["private"]! })];
        file["check"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        KeyFile read = KeyFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), "keys.json");
        Assert.Equal(OfficerFault.KeyFileDamaged, Assert.Throws<OfficerException>(() => read.OpenOpening(DeskBench.Words)).Fault);

        // And the desk, whose log names its keys, does not even begin.
        File.WriteAllText(KeyPath, file.ToJsonString());
        Assert.Equal("StoredFileDiffers", _desk.FaultOf(_desk.Run("status", "--json")));
    }

    [Fact]
    public void What_is_shown_for_the_bench_and_the_page_is_public_and_never_replaces_a_file()
    {
        _desk.Ready();
        string release = _desk.Release(1);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        _desk.Must(_desk.RunWithWords("list", "add", "--name", "a", "--release", release));
        _desk.Must(_desk.RunWithWords("list", "sign", "--name", "a"));
        _desk.Must(_desk.Run("key", "show", "--public-key", _desk.In("bench.pem"), "--config", _desk.In("config.json"), "--lists-at", "/lists/"));
        Assert.True(Registry.Authority.AuthorityEnvelope.TryReadPublicKey(File.ReadAllText(_desk.In("bench.pem")), out byte[]? key));
        Assert.Equal(_desk.Keys.OpeningKey, key);
        JsonElement fragment = JsonDocument.Parse(File.ReadAllText(_desk.In("config.json"))).RootElement;
        Assert.Equal(_desk.Keys.SigningKey, fragment.GetProperty("authorities")[0].GetBytesFromBase64());
        Assert.Equal(_desk.Keys.OpeningKey, fragment.GetProperty("releaseKey").GetBytesFromBase64());
        Assert.Equal("/lists/a.json", fragment.GetProperty("lists")[0].GetString());
        Assert.Equal("FileExists", _desk.FaultOf(_desk.Run("key", "show", "--json", "--public-key", _desk.In("bench.pem"))));
    }

    private string KeyPath => Path.Combine(_desk.Desk, "keys.json");
}
