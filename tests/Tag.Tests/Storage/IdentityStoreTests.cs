using System;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>The identity in two places, and the daily key that spares a start its hashing.</summary>
public sealed class IdentityStoreTests
{
    private const int CreationDay = 18475;

    [Fact]
    public void A_damaged_or_missing_identity_is_mended_from_its_copy()
    {
        SimulatedFlash flash = Provisioned();
        byte[] image = flash.ReadAll(IdentityStore.FileName);
        Assert.True(IdentityStore.TryLoad(flash, new IdentityImage()));
        flash.Place(IdentityStore.FileName, new byte[80]);
        var identity = new IdentityImage();
        Assert.True(IdentityStore.TryLoad(flash, identity));
        Assert.Equal(7u, identity.Serial);
        Assert.Equal(image, flash.ReadAll(IdentityStore.FileName));
        flash.Delete(IdentityStore.FileName);
        Assert.True(IdentityStore.TryLoad(flash, new IdentityImage()));
        Assert.Equal(image, flash.ReadAll(IdentityStore.FileName));
    }

    [Fact]
    public void A_new_identity_replaces_the_copy_of_the_old_one()
    {
        SimulatedFlash flash = Provisioned();
        IdentityStore.TryLoad(flash, new IdentityImage());
        flash.Place(IdentityStore.FileName, Provisioned(serial: 8).ReadAll(IdentityStore.FileName));
        IdentityStore.TryLoad(flash, new IdentityImage());
        Assert.Equal(flash.ReadAll(IdentityStore.FileName), flash.ReadAll(IdentityStore.CopyName));
    }

    [Fact]
    public void A_kept_daily_key_gives_the_same_ids_for_a_tenth_of_the_blocks()
    {
        byte[] baseKey = Noise.Bytes(32, 1, 1);
        var flash = new SimulatedFlash();
        var first = new RollingIdentifier(baseKey, 0, CreationDay);
        first.Seek((CreationDay + 700) * SlotTime.DayMs);
        int kept = DailyKeyStore.Keep(flash, baseKey, first, -1);
        Assert.Equal(CreationDay + 700, kept);
        Assert.Equal(kept, DailyKeyStore.Keep(flash, baseKey, first, kept));
        foreach (int day in new[] { 705, 700, 699, 3, 0, -5, 2000 })
        {
            long utcMs = ((CreationDay + day) * SlotTime.DayMs) + 5;
            var second = new RollingIdentifier(baseKey, 0, CreationDay);
            var third = new RollingIdentifier(baseKey, 0, CreationDay);
            Assert.Equal(kept, DailyKeyStore.Load(flash, baseKey, second));
            second.Seek(utcMs);
            third.Seek(utcMs);
            Assert.Equal(third.Id, second.Id);
            Assert.InRange(second.BlockCount, 1, day == 705 ? 10 : 2100);
        }
    }

    [Fact]
    public void A_kept_key_of_another_identity_or_with_a_turned_bit_is_refused()
    {
        byte[] baseKey = Noise.Bytes(32, 1, 1);
        var flash = new SimulatedFlash();
        var identifier = new RollingIdentifier(baseKey, 0, CreationDay);
        identifier.Seek((CreationDay + 30) * SlotTime.DayMs);
        DailyKeyStore.Keep(flash, baseKey, identifier, -1);
        Assert.Equal(-1, DailyKeyStore.Load(flash, Noise.Bytes(32, 1, 2), identifier));
        byte[] image = flash.ReadAll(DailyKeyStore.FileName);
        foreach (int bit in Enumerable.Range(0, image.Length * 8))
        {
            byte[] damaged = (byte[])image.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            flash.Place(DailyKeyStore.FileName, damaged);
            Assert.Equal(-1, DailyKeyStore.Load(flash, baseKey, identifier));
        }

        flash.Place(DailyKeyStore.FileName, Array.Empty<byte>());
        Assert.Equal(-1, DailyKeyStore.Load(flash, baseKey, identifier));
    }

    private static SimulatedFlash Provisioned(uint serial = 7)
    {
        var identity = new IdentityImage { Serial = serial, CreationDay = CreationDay };
        identity.BaseKey[0] = 1;
        byte[] image = new byte[IdentityImage.Length];
        identity.Write(image);
        var flash = new SimulatedFlash();
        flash.Place(IdentityStore.FileName, image);
        return flash;
    }
}
