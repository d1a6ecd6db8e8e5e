using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;
using Xunit;

namespace BluezoneTag.Registry.Tests;

public sealed class ProvisioningTests : IDisposable
{
    private readonly Bench _bench = new();

    private ProvisioningDesk Desk => _bench.Registry.Provisioning;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Serials_count_from_one_without_gaps() =>
        Assert.Equal([1u, 2u, 3u, 4u, 5u], Enumerable.Range(1, 5).Select(number => _bench.Reserve(number).Value.Serial));

    [Fact]
    public void A_chip_keeps_its_serial_through_failed_runs_and_gets_a_new_key_each_time()
    {
        Reservation first = _bench.Reserve(1, key: 1).Value;
        Desk.Abandon(first, "cable");
        Reservation second = _bench.Reserve(1, key: 2).Value;
        Assert.Equal((first.Serial, first.Generation + 1), (second.Serial, second.Generation));
        Assert.Equal(2u, _bench.Reserve(2, key: 3).Value.Serial);
    }

    [Fact]
    public void A_key_is_never_reserved_twice_not_even_after_it_was_abandoned()
    {
        Desk.Abandon(_bench.Reserve(1, key: 1).Value, "cable");
        ProblemAssert.Is(RegistryError.KeyUsedBefore, _bench.Reserve(1, key: 1));
        ProblemAssert.Is(RegistryError.KeyUsedBefore, _bench.Reserve(2, key: 1));
        ReservationRequest other = new(Bench.Mac(3), "ESP32");
        ProblemAssert.Is(RegistryError.KeyUsedBefore, Desk.Reserve(other, Bench.BaseKey(9), Bench.Claim(1)));
        ProblemAssert.Is(RegistryError.KeyUsedBefore, Desk.Reserve(other, Bench.BaseKey(1), Bench.Claim(9)));
    }

    [Fact]
    public void Plugging_in_again_closes_the_earlier_reservation()
    {
        Reservation first = _bench.Reserve(1, key: 1).Value;
        Reservation second = _bench.Reserve(1, key: 2).Value;
        ProblemAssert.Is(RegistryError.ReservationClosed, Desk.Confirm(first, "0.1.0", Bench.Regions(1)));
        ProblemAssert.Is(RegistryError.ReservationClosed, Desk.Abandon(first, "late"));
        Assert.Equal([second], Desk.Open().Value);
        Assert.Equal(TagState.Provisioned, Desk.Confirm(second, "0.1.0", Bench.Regions(1)).Value.State);
        ProblemAssert.Is(RegistryError.ReservationClosed, Desk.Confirm(second, "0.1.0", Bench.Regions(1)));
    }

    [Fact]
    public void A_tag_left_plugged_in_is_not_done_twice_unless_it_is_wanted()
    {
        uint serial = _bench.Provisioned(1);
        Problem problem = ProblemAssert.Is(RegistryError.AlreadyProvisioned, _bench.Reserve(1, key: 2));
        Assert.Equal(serial.ToString(), problem.Facts["serial"]);
        Assert.Equal(serial, _bench.Reserve(1, replace: true, key: 2).Value.Serial);
    }

    [Fact]
    public void A_broken_off_replacement_leaves_a_blank_tag_that_cannot_be_issued()
    {
        uint serial = _bench.Provisioned(1);
        _ = _bench.Reserve(1, replace: true, key: 2).Value;
        _bench.Reopen();
        Assert.Equal(TagState.Blank, _bench.Registry.Tags.Find(serial).Value.State);
        ProblemAssert.Is(RegistryError.TransitionIllegal, _bench.Registry.Tags.Issue(serial, 1, evenWithoutLabel: true));
        Assert.Equal([serial], _bench.Registry.Tags.List(new TagFilter { OnlyUnfinished = true }).Value.Select(tag => tag.Serial));
    }

    [Theory]
    [InlineData(TagState.Issued)]
    [InlineData(TagState.Returned)]
    [InlineData(TagState.Lost)]
    [InlineData(TagState.Defect)]
    public void A_chip_that_is_somebodys_or_was_is_refused(TagState state)
    {
        uint serial = _bench.Provisioned(1);
        TagDesk tags = _bench.Registry.Tags;
        _ = state == TagState.Defect ? tags.MarkDefect(serial) : tags.Issue(serial, 1);
        _ = state == TagState.Returned ? tags.Return(serial) : state == TagState.Lost ? tags.MarkLost(serial) : tags.Find(serial);
        Assert.Equal(state, tags.Find(serial).Value.State);
        ProblemAssert.Is(RegistryError.ChipInUse, _bench.Reserve(1, replace: true, key: 2));
    }

    [Fact]
    public void All_that_is_open_is_abandoned_in_one_step()
    {
        _ = _bench.Reserve(1).Value;
        _ = _bench.Reserve(2).Value;
        Assert.Equal(2, Desk.AbandonOpen("restarted").Value.Count);
        Assert.Empty(Desk.Open().Value);
        Assert.Equal(2, _bench.Registry.Tags.Count().Value.KeysAbandoned);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7C:DF:A1:00:00")]
    [InlineData("7C:DF:A1:00:00:0G")]
    [InlineData("00:00:00:00:00:00")]
    [InlineData("FF:FF:FF:FF:FF:FF")]
    [InlineData("01:00:5E:00:00:01")]
    public void An_address_that_no_chip_has_is_refused(string mac) =>
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Reserve(new ReservationRequest(mac, "ESP32"), Bench.BaseKey(1), Bench.Claim(1)));

    [Fact]
    public void Keys_of_the_wrong_length_or_all_zero_are_refused()
    {
        ReservationRequest request = new("7c:df:a1:00:00:01", "ESP32");
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Reserve(request, new byte[32], Bench.Claim(1)));
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Reserve(request, Bench.BaseKey(1), new byte[16]));
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Reserve(request, Bench.BaseKey(1)[1..], Bench.Claim(1)));
        ProblemAssert.Is(RegistryError.ValueInvalid, Desk.Reserve(request, Bench.BaseKey(1), Bench.Claim(1)[1..]));
        Assert.Equal("7CDFA1000001", Desk.Reserve(request, Bench.BaseKey(1), Bench.Claim(1)).Value.Mac);
    }

    [Fact]
    public void What_was_written_is_kept_by_region()
    {
        uint serial = _bench.Provisioned(1);
        IReadOnlyList<WrittenRegion> kept = _bench.Registry.Tags.Regions(serial).Value;
        Assert.Equal(Bench.Regions(1).Select(one => (one.Name, one.FlashOffset, one.Length)), kept.Select(one => (one.Name, one.FlashOffset, one.Length)));
        Assert.Equal(Bench.Regions(1).Select(one => Convert.ToHexString(one.Sha256)), kept.Select(one => Convert.ToHexString(one.Sha256)));
    }

    [Fact]
    public void No_secret_is_in_the_file()
    {
        _ = _bench.Provisioned(1);
        _bench.Registry.Dispose();
        byte[] file = File.ReadAllBytes(_bench.File);
        foreach (byte[] secret in (byte[][])[Bench.BaseKey(1), Bench.Claim(1)])
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(secret.AsSpan(0, 8)));
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(secret)[..12])));
        }

        Assert.NotEqual(-1, file.AsSpan().IndexOf(KeyFingerprint.OfBaseKey(Bench.BaseKey(1))));
        _bench.Reopen();
    }

    [Fact]
    public async Task Several_ports_at_once_never_get_the_same_serial()
    {
        Task<uint[]>[] ports = [.. Enumerable.Range(0, 4).Select(port => Task.Run(() =>
            Enumerable.Range(1, 10).Select(i => (uint)_bench.Provisioned((port * 100) + i)).ToArray()))];
        uint[][] serials = await Task.WhenAll(ports);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (uint)i), serials.SelectMany(one => one).Order());
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Fact]
    public async Task Two_programs_at_once_never_get_the_same_serial()
    {
        RegistryOptions options = Bench.Options with { BusyTimeoutMs = 20_000 };
        Task<uint[]>[] programs = [.. Enumerable.Range(1, 2).Select(program => Task.Run(() =>
        {
            using TagRegistry registry = TagRegistry.Open(_bench.File, options).Value;
            return Enumerable.Range(1, 10).Select(i => registry.Provisioning.Reserve(
                new ReservationRequest(Bench.Mac((program * 100) + i), "ESP32"), Bench.BaseKey((program * 100) + i), Bench.Claim((program * 100) + i)).Value.Serial).ToArray();
        }))];
        uint[][] serials = await Task.WhenAll(programs);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (uint)i), serials.SelectMany(one => one).Order());
    }

    [Fact]
    public void Serials_end_at_the_largest_number()
    {
        _ = _bench.Reserve(1).Value;
        using (Storage.Database database = Storage.Database.Open(_bench.File, create: false, readOnly: false, 0))
        {
            database.Run("PRAGMA foreign_keys = OFF");
            database.Run("UPDATE tag SET serial = 4294967295");
        }

        ProblemAssert.Is(RegistryError.SerialsExhausted, _bench.Reserve(2));
    }
}
