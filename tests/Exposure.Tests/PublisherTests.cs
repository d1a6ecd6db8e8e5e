using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>The publisher's file: what is believed, what is refused, and the ids that follow from it.</summary>
public sealed class PublisherTests : IDisposable
{
    private const long Issued = (Lists.NowUtcMs / 1000) - 3600;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly AuthorityKeys _pinned = new();

    public PublisherTests()
    {
        _pinned.Add(_key.ExportSubjectPublicKeyInfo());
    }

    public static TheoryData<string, ListFault, string> WrongEntries => new()
    {
        { "max=0", ListFault.MaxZero, "data[1]" },
        { "max=144", ListFault.MaxUnsupported, "data[1]" },
        { "max=-1", ListFault.NotReadable, "data[1].max" },
        { "max=96.5", ListFault.NotReadable, "data[1].max" },
        { "time_start=1", ListFault.StartNotMidnight, "data[1]" },
        { "time_end=0", ListFault.EndBeforeStart, "data[1]" },
        { "time_end=9000000000", ListFault.SpanTooLong, "data[1]" },
        { "time_end=99999999999999999999", ListFault.NotReadable, "data[1].time_end" },
        { "daily_key=\"00\"", ListFault.BadKey, "data[1].daily_key" },
        { "daily_key=7", ListFault.BadKey, "data[1].daily_key" },
        { "daily_key=null", ListFault.BadKey, "data[1].daily_key" },
    };

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_genuine_list_is_read()
    {
        PublishedList list = Read(Publish(Lists.People(7, 3), ExposureRule.ListOfF1));
        Assert.Equal((ExposureRule.ListOfF1, "test-1", Issued, 7), (list.Level, list.Name, list.IssuedSeconds, list.Entries.Count));
        Assert.Equal(Lists.People(7, 3).Select(one => Convert.ToHexString(one.DailyKey)), list.Entries.Select(one => Convert.ToHexString(one.DailyKey)));
    }

    [Fact]
    public void Every_altered_byte_of_the_file_is_refused_or_changes_nothing()
    {
        byte[] file = Publish(Lists.People(2));
        string before = Convert.ToHexString(Read(file).ListId);
        int same = 0;
        for (int i = 0; i < file.Length; i++)
        {
            byte[] altered = [.. file];
            altered[i] ^= 1;
            try
            {
                Assert.Equal(before, Convert.ToHexString(Read(altered).ListId));
                same++;
            }
            catch (ListException)
            {
                // Refused, as it should be.
            }
        }

        // Letter case of the authority's name, and bits that base64 does not use.
        Assert.InRange(same, 0, 20);
    }

    [Fact]
    public void Another_signer_or_none_that_is_known()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] foreign = PublishedList.Publish(0, "test-1", Issued, Lists.People(1), other);
        AssertRefused(ListFault.UnknownAuthority, foreign);
        JsonNode posing = JsonNode.Parse(foreign)!;
        posing["authority"] = AuthorityKeys.NameOf(_key.ExportSubjectPublicKeyInfo());
        AssertRefused(ListFault.BadSignature, Bytes(posing));
    }

    [Fact]
    public void A_key_of_another_curve_is_not_pinned()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => _pinned.Add(other.ExportSubjectPublicKeyInfo()));
    }

    [Theory]
    [MemberData(nameof(WrongEntries))]
    public void An_entry_that_cannot_be(string change, ListFault expected, string place)
    {
        JsonNode file = JsonNode.Parse(Publish(Lists.People(3)))!;
        string[] parts = change.Split('=');
        file["info_f"]!["data"]![1]![parts[0]] = JsonNode.Parse(parts[1]);
        Assert.Equal(place, AssertRefused(expected, Bytes(file)).Place);
    }

    [Fact]
    public void A_day_that_has_not_come()
    {
        AssertRefused(ListFault.FutureDay, Publish([Lists.Entry(0, Lists.Day + 2)]));
        AssertRefused(ListFault.FutureDay, Publish([Lists.Entry(0, Lists.Day, 3)]));
        Assert.Single(Read(Publish([Lists.Entry(0, Lists.Day, 2)])).Entries);
    }

    [Fact]
    public void A_million_entries_and_a_few_too_many()
    {
        AssertRefused(ListFault.TooManyEntries, Publish(Lists.People(129)));
        string million = "{\"data\":[" + string.Join(',', Enumerable.Repeat("{\"daily_key\":\"00\"}", 1_000_000)) + "]}";
        AssertRefused(ListFault.TooLong, Encoding.UTF8.GetBytes(million));
        AssertRefused(ListFault.NoEntry, Publish([]));
    }

    [Fact]
    public void The_same_person_twice_also_under_the_key_of_another_day()
    {
        AssertRefused(ListFault.Duplicate, Publish([Lists.Entry(1), Lists.Entry(2), Lists.Entry(1)]));
        var later = new InfoEntry(SHA256.HashData(Lists.Key(1)), Lists.DayStart, Lists.DayStart + 86400, 96);
        AssertRefused(ListFault.Duplicate, Publish([Lists.Entry(1, Lists.Day - 1, 2), later]));

        // The end of one and the beginning of the next share the extra slot: no duplicate.
        Assert.Equal(2, Read(Publish([Lists.Entry(1, Lists.Day - 1, 1), later])).Entries.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":7}")]
    [InlineData("{\"format\":\"bluezone-exposure-list\",\"version\":\"1\"}")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]")]
    public void No_list_at_all(string text)
    {
        Assert.Throws<ListException>(() => Read(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Every_fault_has_a_sentence_in_both_languages()
    {
        string[] sentences = [.. Enum.GetValues<ListFault>().SelectMany(fault => new[] { ListFaultText.Vietnamese(fault), ListFaultText.English(fault) })];
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    [Fact]
    public void Milliseconds_are_read_as_such()
    {
        JsonNode file = JsonNode.Parse(Publish(Lists.People(1)))!;
        JsonNode entry = file["info_f"]!["data"]![0]!;
        entry["time_start"] = entry["time_start"]!.GetValue<long>() * 1000;
        entry["time_end"] = entry["time_end"]!.GetValue<long>() * 1000;
        Assert.Equal(Lists.DayStart, Read(Bytes(file)).Entries[0].StartSeconds);
    }

    [Fact]
    public void A_day_gives_97_ids_and_they_are_those_of_the_id_scheme()
    {
        InfoEntry entry = Lists.Entry(4);
        (long StartMs, byte[] Id)[] ids = [.. PhoneRule.Expand(entry)];
        Assert.Equal((97, 97), (ids.Length, entry.SlotCount));
        var identifier = new RollingIdentifier(entry.DailyKey, 0, Lists.Day);
        Assert.All(ids, one =>
        {
            identifier.Seek(one.StartMs);
            Assert.Equal(Convert.ToHexString(identifier.Id), Convert.ToHexString(one.Id));
        });
    }

    [Fact]
    public void The_compact_form_is_cut_to_the_days_asked_for_and_tells_no_earlier_key()
    {
        PublishedList list = Read(Publish([Lists.Entry(1, Lists.Day - 5, 6), Lists.Entry(2, Lists.Day - 5, 2)]));
        CompactList compact = CompactList.Of(list, Lists.Day - 2, Lists.Day);
        var header = new ExposureListHeader();
        Assert.Equal(ExposureStatus.Taken, header.Read(compact.Header, 0, compact.Header.Length));
        Assert.Equal((1, Lists.Day - 2, Lists.Day, 3), (header.EntryCount, header.FirstDay, header.LastDay, header.KeyDayCount));
        byte[] expected = SHA256.HashData(SHA256.HashData(SHA256.HashData(Lists.Key(1))));
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(compact.Chunks[0].AsSpan(4, 32)));
        Assert.Equal(ListFault.NoEntry, Assert.Throws<ListException>(() => CompactList.Of(list, Lists.Day + 2, Lists.Day + 3)).Fault);
    }

    [Fact]
    public void More_key_days_than_a_tag_takes()
    {
        PublishedList list = Read(Publish(Lists.People(60, 20)));
        Assert.Equal(ListFault.TooManyKeyDays, Assert.Throws<ListException>(() => CompactList.Of(list, Lists.Day - 19, Lists.Day + 1)).Fault);
        Assert.Equal(Tag.Exposure.ExposureCheck.MaxKeyDaysPerDay, CompactList.MaxKeyDays);
    }

    private static byte[] Bytes(JsonNode file) => Encoding.UTF8.GetBytes(file.ToJsonString());

    private byte[] Publish(IReadOnlyList<InfoEntry> entries, int level = 0) => PublishedList.Publish(level, "test-1", Issued, entries, _key);

    private PublishedList Read(byte[] file) => PublishedList.Read(file, _pinned, Lists.NowUtcMs);

    private ListException AssertRefused(ListFault expected, byte[] file)
    {
        ListException thrown = Assert.Throws<ListException>(() => Read(file));
        Assert.Equal(expected, thrown.Fault);
        return thrown;
    }
}
