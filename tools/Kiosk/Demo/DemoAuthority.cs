using System;
using System.Globalization;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>A health authority of this run alone: its key pair is made at the start and gone at the end.</summary>
public sealed class DemoAuthority : IDisposable
{
    private const long DaySeconds = SlotTime.DayMs / 1000;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>SubjectPublicKeyInfo, DER: what a page pins, and what a release is encrypted to.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>The signed list of F0 with the bench's one patient, from her first day to the present one.</summary>
    public byte[] ListOf(DemoBench bench)
    {
        int today = SlotTime.DayOf(bench.NowUtcMs);
        var keys = new DailyKeyChain(new Sha256(), bench.Patient.Identity.BaseKey, 0, bench.Patient.Identity.CreationDay);
        keys.SeekDay(bench.FirstDay);
        var entry = new InfoEntry([.. keys.DailyKey], bench.FirstDay * DaySeconds, (today + 1) * DaySeconds, SlotTime.SlotsPerDay);
        string name = "demo-" + DateTimeOffset.FromUnixTimeMilliseconds(bench.NowUtcMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return PublishedList.Publish(ExposureRule.ListOfF0, name, bench.NowUtcMs / 1000, [entry], _key);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
