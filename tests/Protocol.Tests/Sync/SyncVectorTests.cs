using System;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Sync;

/// <summary>Every key and message of tests/Vectors/sync-vectors.json, which were computed without this code.</summary>
public sealed class SyncVectorTests
{
    private static readonly JsonElement Vectors = VectorFile.Sync;
    private readonly TestCipher _cipher = new();
    private readonly SessionKeys _keys;

    public SyncVectorTests()
    {
        _keys = new SessionKeys(_cipher);
        _keys.Derive(Bytes("claim_secret"), Number("oldest_version"), Number("newest_version"), Number("version"), Bytes("client_nonce"), 0, Bytes("tag_nonce"), 0);
        _keys.DeriveKeys();
    }

    private static JsonElement[] AllSealed =>
        [.. new[] { "messages", "errors", "more_replies" }.SelectMany(section => Vectors.GetProperty(section).EnumerateArray())];

    public static TheoryData<int> Messages => [.. Enumerable.Range(0, AllSealed.Length)];

    [Fact]
    public void Proofs()
    {
        Assert.Equal(Key("tag_proof"), HexText.Of(_keys.TagProof));
        Assert.Equal(Key("client_proof"), HexText.Of(_keys.ClientProof));
        Assert.EndsWith(Key("tag_proof"), Text("challenge"));
        Assert.EndsWith(Key("client_proof"), Text("proof"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Sealed_message(int index)
    {
        JsonElement vector = AllSealed[index];
        bool isFromTag = vector.GetProperty("from_tag").GetBoolean();
        SealedBox box = isFromTag ? _keys.TagBox : _keys.ClientBox;
        byte[] text = Convert.FromHexString(vector.GetProperty("text").GetString()!);
        byte[] message = new byte[SyncProtocol.MaxMessageLength];
        text.CopyTo(message, SyncProtocol.SealedTextOffset);
        int length = box.Seal(message, text.Length, isFromTag ? SyncMessageType.SealedReply : SyncMessageType.Sealed, vector.GetProperty("counter").GetUInt32());
        Assert.Equal(vector.GetProperty("hex").GetString(), HexText.Of(message, 0, length));
        Assert.True(box.IsAuthentic(message, length));
        Assert.Equal(text.Length, box.Open(message, length));
        Assert.Equal(HexText.Of(text), HexText.Of(message, SyncProtocol.SealedTextOffset, text.Length));
    }

    [Fact]
    public void Every_operation_has_a_request_and_a_reply()
    {
        string[] names = [.. Vectors.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("name").GetString()!)];
        foreach (SyncOperation operation in Enum.GetValues<SyncOperation>().Where(one => one != SyncOperation.Welcome))
        {
            byte first = (byte)operation;
            JsonElement[] found = [.. Vectors.GetProperty("messages").EnumerateArray()
                .Where(message => Convert.FromHexString(message.GetProperty("text").GetString()!)[0] == first)];
            Assert.True(found.Any(one => one.GetProperty("from_tag").GetBoolean()) && found.Any(one => !one.GetProperty("from_tag").GetBoolean()), $"{operation} of {names.Length}");
        }
    }

    [Fact]
    public void A_message_of_one_direction_is_not_authentic_in_the_other()
    {
        foreach (JsonElement vector in AllSealed)
        {
            byte[] message = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            SealedBox other = vector.GetProperty("from_tag").GetBoolean() ? _keys.ClientBox : _keys.TagBox;
            Assert.False(other.IsAuthentic(message, message.Length));
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_sealed_message_is_noticed()
    {
        byte[] message = Convert.FromHexString(Vectors.GetProperty("messages")[0].GetProperty("hex").GetString()!);
        Assert.True(_keys.TagBox.IsAuthentic(message, message.Length));
        for (int bit = 0; bit < message.Length * 8; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_keys.TagBox.IsAuthentic(message, message.Length), $"bit {bit}");
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData("hello", "hello_20", false, 20)]
    [InlineData("challenge", "challenge_20", true, 20)]
    [InlineData("challenge", "challenge_182", true, 182)]
    public void Frames(string name, string frames, bool isFromTag, int maxLength)
    {
        byte[] message = Bytes(name);
        byte[] frame = new byte[maxLength];
        int number = Vectors.GetProperty("frames").GetProperty("number").GetInt32();
        int place = 0;
        foreach (JsonElement expected in Vectors.GetProperty("frames").GetProperty(frames).EnumerateArray())
        {
            int length = FrameWriter.Write(message, message.Length, place, number, isFromTag, frame, maxLength);
            Assert.Equal(expected.GetString(), HexText.Of(frame, 0, length));
            place += length - SyncProtocol.FrameHeaderLength;
        }

        Assert.Equal(message.Length, place);
    }

    [Fact]
    public void Authority()
    {
        JsonElement vector = Vectors.GetProperty("authority");
        byte[] releaseKey = AuthorityKeys.ReleaseKey(_cipher, Bytes("base_key"));
        byte[] settingsKey = AuthorityKeys.SettingsKey(_cipher, Bytes("base_key"));
        Assert.Equal(vector.GetProperty("release_key").GetString(), HexText.Of(releaseKey));
        Assert.Equal(vector.GetProperty("settings_key").GetString(), HexText.Of(settingsKey));
        ReleaseRequest request = new();
        request.Read(Convert.FromHexString(vector.GetProperty("release_request").GetString()!), 0);
        Assert.Equal(vector.GetProperty("code").GetInt32(), AuthorityKeys.Code(_cipher, releaseKey, vector.GetProperty("challenge").GetUInt32(), request));
        byte[] settings = Convert.FromHexString(vector.GetProperty("signed_settings").GetString()!);
        Assert.True(AuthorityKeys.IsSigned(_cipher, settingsKey, TagSettings.SigningLabel, settings, 0, TagSettings.Length));
        byte[] certificate = Convert.FromHexString(vector.GetProperty("certificate").GetString()!);
        Assert.True(AuthorityKeys.IsSigned(_cipher, settingsKey, WipeCertificate.SigningLabel, certificate, 0, WipeCertificate.SignedLength));
    }

    [Fact]
    public void Status_report()
    {
        byte[] text = Convert.FromHexString(Vectors.GetProperty("messages").EnumerateArray()
            .First(message => message.GetProperty("name").GetString() == "status_reply").GetProperty("text").GetString()!);
        StatusReport report = new();
        report.Read(text, 2);
        Assert.Equal((7407u, 3912, 151, 1598932800000), (report.Serial, report.CellMillivolts, report.ClockErrorMs, report.UtcMs));
        byte[] again = new byte[StatusReport.Length];
        report.Write(again, 0);
        Assert.Equal(text[2..], again);
    }

    [Fact]
    public void Keys_depend_on_the_versions_offered()
    {
        SessionKeys other = new(_cipher);
        other.Derive(Bytes("claim_secret"), 0, Number("newest_version"), Number("version"), Bytes("client_nonce"), 0, Bytes("tag_nonce"), 0);
        Assert.NotEqual(_keys.TagProof, other.TagProof);
    }

    [Fact]
    public void Cleared_keys_open_nothing()
    {
        byte[] message = Convert.FromHexString(Vectors.GetProperty("messages")[0].GetProperty("hex").GetString()!);
        _keys.Clear();
        Assert.False(_keys.TagBox.IsAuthentic(message, message.Length));
        Assert.Equal(0u, LittleEndian.ReadUInt32(_keys.TagProof, 0));
    }

    private static string Text(string name) => Vectors.GetProperty(name).GetString()!;

    private static byte[] Bytes(string name) => Convert.FromHexString(Text(name));

    private static int Number(string name) => Vectors.GetProperty(name).GetInt32();

    private static string Key(string name) => Vectors.GetProperty("keys").GetProperty(name).GetString()!;
}
