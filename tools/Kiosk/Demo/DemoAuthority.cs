using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>A health authority of this run alone: its key pair is made at the start and gone at the end.</summary>
public sealed class DemoAuthority : IDisposable
{
    private const long DaySeconds = SlotTime.DayMs / 1000;
    private const int Strangers = 2;
    private const ulong StrangersSeed = 77;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>SubjectPublicKeyInfo, DER: what a page pins, and what a release is encrypted to.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>The signed list of F0 with the bench's one patient and two people whom nobody here has met, from the bench's first day to the present one.</summary>
    public byte[] ListOf(DemoBench bench)
    {
        int today = SlotTime.DayOf(bench.NowUtcMs);
        var keys = new DailyKeyChain(new Sha256(), bench.Patient.Identity.BaseKey, 0, bench.Patient.Identity.CreationDay);
        keys.SeekDay(bench.FirstDay);
        byte[][] people = [[.. keys.DailyKey], .. Enumerable.Range(0, Strangers).Select(i => Noise.Bytes(DailyKeyChain.KeyLength, StrangersSeed, i))];
        InfoEntry[] entries = [.. people.Select(key => new InfoEntry(key, bench.FirstDay * DaySeconds, (today + 1) * DaySeconds, SlotTime.SlotsPerDay))];
        string name = "demo-" + DateTimeOffset.FromUnixTimeMilliseconds(bench.NowUtcMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Publish(name, bench.NowUtcMs / 1000, entries);
    }

    /// <summary>A list of F0 under this authority's signature.</summary>
    public byte[] Publish(string name, long issuedSeconds, params InfoEntry[] entries) => PublishedList.Publish(ExposureRule.ListOfF0, name, issuedSeconds, entries, _key);

    /// <summary>Opens what was released to it: request, keys and contacts. Throws what <see cref="ReleasePackage.Open"/> throws.</summary>
    public (ReleaseRequest Request, IReadOnlyList<ReleasedKey> Keys, IReadOnlyList<ReleasedContact> Contacts) Open(byte[] package)
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(_key.ExportParameters(true));
        return ReleasePackage.Open(key, package);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
