using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Escrow;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;
using Xunit;

namespace BluezoneTag.Registry.Tests;

public sealed class DeskTests : IDisposable
{
    private readonly Bench _bench = new();

    private TagDesk Desk => _bench.Registry.Tags;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_life_of_a_tag_is_in_the_trail()
    {
        uint serial = _bench.Provisioned(1);
        _ = Desk.Issue(serial, 5).Value;
        _ = Desk.Return(serial, "holidays").Value;
        _ = Desk.Wipe(serial).Value;
        Assert.Equal(serial, _bench.Provisioned(1, key: 2));
        IReadOnlyList<AuditEntry> entries = _bench.Registry.Audit.Entries(serial).Value;
        AuditKind[] kinds =
        [
            AuditKind.Reserved, AuditKind.Confirmed, AuditKind.Labelled, AuditKind.Issued, AuditKind.Returned, AuditKind.Wiped, AuditKind.Reserved,
            AuditKind.Confirmed, AuditKind.Labelled,
        ];
        Assert.Equal(kinds, entries.Select(entry => entry.Kind));
        Assert.All(entries, entry => Assert.Equal("bench 1", entry.Operator));
        Assert.Equal("holidays", entries[4].Text(AuditField.Note));
        Assert.Equal(2u, Desk.Find(serial).Value.Generation);
    }

    [Fact]
    public void A_holder_has_one_tag_at_a_time()
    {
        uint first = _bench.Provisioned(1);
        uint second = _bench.Provisioned(2);
        _ = Desk.Issue(first, 5).Value;
        Assert.Equal($"{first}", ProblemAssert.Is(RegistryError.HolderHasTag, Desk.Issue(second, 5)).Facts["serial"]);
        _ = Desk.MarkLost(first).Value;
        Assert.Equal(5u, Desk.Find(first).Value.Holder);
        ProblemAssert.Ok(Desk.Issue(second, 5));
        Assert.Null(Desk.Return(first).Value.Holder);
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Issue(first, 0));
        ProblemAssert.Is(RegistryError.TagUnknown, Desk.Issue(99, 6));
    }

    [Fact]
    public void Only_the_right_claim_secret_makes_a_label_and_a_new_key_needs_a_new_one()
    {
        Reservation reservation = _bench.Reserve(1).Value;
        ProblemAssert.Is(RegistryError.TransitionIllegal, Desk.MarkLabelled(reservation.Serial, Bench.Claim(1)));
        _ = _bench.Registry.Provisioning.Confirm(reservation, "0.1.0", Bench.Regions(1)).Value;
        ProblemAssert.Is(RegistryError.ClaimMismatch, Desk.MarkLabelled(reservation.Serial, Bench.Claim(2)));
        ProblemAssert.Is(RegistryError.LabelMissing, Desk.Issue(reservation.Serial, 1));
        Assert.Single(Desk.List(new TagFilter { OnlyWithoutLabel = true }).Value);
        Assert.True(Desk.MarkLabelled(reservation.Serial, Bench.Claim(1)).Value.IsLabelled);
        Reservation again = _bench.Reserve(1, replace: true, key: 3).Value;
        Assert.False(_bench.Registry.Provisioning.Confirm(again, "0.1.0", Bench.Regions(3)).Value.IsLabelled);
        ProblemAssert.Is(RegistryError.ClaimMismatch, Desk.MarkLabelled(again.Serial, Bench.Claim(1)));
        Assert.Equal(TagState.Issued, Desk.Issue(again.Serial, 1, evenWithoutLabel: true).Value.State);
    }

    [Fact]
    public void A_defect_tag_closes_its_reservation()
    {
        Reservation reservation = _bench.Reserve(1).Value;
        _ = Desk.MarkDefect(reservation.Serial, "no boot").Value;
        ProblemAssert.Is(RegistryError.ReservationClosed, _bench.Registry.Provisioning.Confirm(reservation, "0.1.0", Bench.Regions(1)));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Fact]
    public void Lists_filter_and_figures_count()
    {
        uint[] serials = [.. Enumerable.Range(1, 5).Select(number => _bench.Provisioned(number))];
        _ = Desk.Issue(serials[1], 7).Value;
        _ = Desk.MarkLost(serials[3]).Value;
        _ = _bench.Reserve(6).Value;
        Assert.Equal([2u], Serials(new TagFilter { States = [TagState.Issued] }));
        Assert.Equal([2u, 4u], Serials(new TagFilter { States = [TagState.Issued, TagState.Lost] }));
        Assert.Equal([3u, 4u], Serials(new TagFilter { FirstSerial = 3, LastSerial = 4 }));
        Assert.Equal([2u], Serials(new TagFilter { Holder = 7 }));
        Assert.Equal([5u], Serials(new TagFilter { Mac = Bench.Mac(5) }));
        Assert.Equal([6u], Serials(new TagFilter { OnlyUnfinished = true }));
        Assert.Equal(6, Serials(new TagFilter()).Count());
        Statistics counts = Desk.Count().Value;
        Assert.Equal((3, 1, 1, 1), (counts.TagsByState[TagState.Provisioned], counts.TagsByState[TagState.Issued], counts.TagsByState[TagState.Lost], counts.KeysOpen));
        Assert.Equal((5, 0, 0), (counts.KeysConfirmed, counts.KeysAbandoned, counts.TagsByState[TagState.Wiped]));
        Assert.Equal(_bench.Registry.Audit.Head().Value, counts.Head);
    }

    [Fact]
    public void An_export_has_names_only_when_they_are_handed_in_and_disarms_formulas()
    {
        uint serial = _bench.Provisioned(1);
        _ = _bench.Provisioned(2);
        _ = Desk.Issue(serial, 5).Value;
        _ = Desk.MarkDefect(2, "=1+1").Value;
        IReadOnlyList<Tag> tags = Desk.List(new TagFilter()).Value;
        HolderName[] names = [new(5, "Ễ", "3B"), new(6, "Ự", "3B")];
        string plain = Encoding.UTF8.GetString(TagExport.ToCsv(tags));
        Assert.StartsWith("\uFEFFserial,short_code,state,holder,mac,", plain);
        Assert.Contains("1,000001-95,Issued,5,7C:DF:A1:00:00:01,ESP32-C3,0.1.0,1,True,False,,bench 1,2026-01-05T01:00:", plain);
        Assert.Contains("'=1+1", plain);
        Assert.DoesNotContain("Ễ", plain);
        string named = Encoding.UTF8.GetString(TagExport.ToCsv(tags, names));
        Assert.Contains("Ễ,3B", named);
        Assert.DoesNotContain("Ự", named);
        AuditHead head = _bench.Registry.Audit.Head().Value;
        using JsonDocument json = JsonDocument.Parse(TagExport.ToJson(tags, head, names));
        Assert.Equal(head.ToString(), json.RootElement.GetProperty("audit_head").GetString());
        JsonElement first = json.RootElement.GetProperty("tags")[0];
        Assert.Equal(5, first.GetProperty("holder").GetInt32());
        Assert.Equal("Ễ", first.GetProperty("name").GetString());
        Assert.False(json.RootElement.GetProperty("tags")[1].TryGetProperty("name", out _));
    }

    [Fact]
    public void An_escrowed_key_is_taken_out_with_the_private_key_alone_and_it_is_recorded()
    {
        using RSA key = RSA.Create(3072);
        using RSA other = RSA.Create(3072);
        using RSA tooShort = RSA.Create(2048);
        EscrowSafe safe = _bench.Registry.Escrow;
        uint before = _bench.Provisioned(1);
        ProblemAssert.Is(RegistryError.EscrowKeyInvalid, safe.Set(tooShort.ExportSubjectPublicKeyInfoPem()));
        ProblemAssert.Is(RegistryError.EscrowKeyInvalid, safe.Set("no key"));
        ProblemAssert.Ok(safe.Set(key.ExportSubjectPublicKeyInfoPem()));
        uint serial = _bench.Provisioned(2);
        ProblemAssert.Is(RegistryError.EscrowMissing, safe.TakeOut(before, key.ExportPkcs8PrivateKeyPem()));
        ProblemAssert.Is(RegistryError.EscrowUnreadable, safe.TakeOut(serial, other.ExportPkcs8PrivateKeyPem()));
        ProblemAssert.Is(RegistryError.EscrowKeyInvalid, safe.TakeOut(serial, key.ExportSubjectPublicKeyInfoPem()));
        EscrowedSecrets secrets = ProblemAssert.Ok(safe.TakeOut(serial, key.ExportPkcs8PrivateKeyPem()));
        Assert.Equal((Convert.ToHexString(Bench.BaseKey(2)), Convert.ToHexString(Bench.Claim(2))), (Convert.ToHexString(secrets.BaseKey), Convert.ToHexString(secrets.ClaimSecret)));
        Assert.Equal(AuditKind.EscrowOpened, _bench.Registry.Audit.Entries(serial).Value[^1].Kind);
        ProblemAssert.Ok(safe.Clear());
        ProblemAssert.Is(RegistryError.EscrowMissing, safe.TakeOut(_bench.Provisioned(3), key.ExportPkcs8PrivateKeyPem()));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Theory]
    [InlineData("117-9F3A61C2-0B7DE594-40236DC9", true)]
    [InlineData("117 - 9f3a61c2 - 0b7de594 - 40236dc9", true)]
    [InlineData("117-9F3A61C20B7DE59440236DC9", true)]
    [InlineData("117-9F3A61C2-0B7DE594", false)]
    [InlineData("0-9F3A61C2-0B7DE594-40236DC9", false)]
    [InlineData("x-9F3A61C2-0B7DE594-40236DC9", false)]
    [InlineData("", false)]
    public void A_head_is_read_as_people_write_it(string text, bool isHead)
    {
        Assert.Equal(isHead, AuditHead.TryParse(text, out AuditHead? head));
        Assert.Equal(isHead ? "117-9F3A61C2-0B7DE594-40236DC9" : null, head?.ToString());
    }

    [Fact]
    public void Every_problem_has_words_in_both_languages_that_use_its_facts()
    {
        foreach (RegistryError error in Enum.GetValues<RegistryError>())
        {
            Message english = Messages.Of(new Problem(error), Language.English);
            Message vietnamese = Messages.Of(new Problem(error), Language.Vietnamese);
            Assert.All([english.What, english.Next, vietnamese.What, vietnamese.Next], text => Assert.EndsWith(".", text));
            Assert.NotEqual(english.What, vietnamese.What);
            Assert.Equal(Holes(english), Holes(vietnamese));
        }
    }

    [Fact]
    public void A_message_speaks_the_language_throughout()
    {
        uint serial = _bench.Provisioned(1);
        Problem problem = Desk.Return(serial).Problem;
        Assert.Equal("Tag 1 is provisioned: it cannot be returned.", Messages.Of(problem, Language.English).What);
        Assert.Equal("Thẻ 1 đang ở trạng thái đã nạp: không thể thu hồi.", Messages.Of(problem, Language.Vietnamese).What);
    }

    private static IEnumerable<string> Holes(Message message) =>
        $"{message.What} {message.Next}".Split('{').Skip(1).Select(part => part.Split('}')[0]).Order();

    private IEnumerable<uint> Serials(TagFilter filter) => Desk.List(filter).Value.Select(tag => tag.Serial);
}
