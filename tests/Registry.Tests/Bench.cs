using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Tests;

/// <summary>A registry in a folder of its own, and keys that follow from a number.</summary>
internal sealed class Bench : IDisposable
{
    private readonly string _folder = TemporaryFolder.New();

    public Bench() => Registry = TagRegistry.Create(File, Options).Value;

    public TagRegistry Registry { get; private set; }

    public string File => Path("registry.db");

    public static RegistryOptions Options => new("bench 1", new FixedTime()) { BusyTimeoutMs = 0 };

    public static byte[] BaseKey(int number) => SHA256.HashData(Number(number));

    public static byte[] Claim(int number) => SHA256.HashData(Number(-number))[..16];

    public static string Mac(int number) => $"7CDFA1{number:X6}";

    public static IReadOnlyList<WrittenRegion> Regions(int number) =>
        [WrittenRegion.Of("nanoCLR", 0x10000, [1, 2, 3]), WrittenRegion.Of("config", 0x3C0000, BaseKey(number))];

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public void Reopen()
    {
        Registry.Dispose();
        Registry = TagRegistry.Open(File, Options).Value;
    }

    public Result<Reservation> Reserve(int number, bool replace = false, int? key = null) =>
        Registry.Provisioning.Reserve(new ReservationRequest(Mac(number), "ESP32-C3", replace), BaseKey(key ?? number), Claim(key ?? number));

    /// <summary>A tag that is provisioned and labelled.</summary>
    public uint Provisioned(int number, int? key = null)
    {
        Reservation reservation = Reserve(number, replace: true, key).Value;
        _ = Registry.Provisioning.Confirm(reservation, "0.1.0", Regions(number)).Value;
        return Registry.Tags.MarkLabelled(reservation.Serial, Claim(key ?? number)).Value.Serial;
    }

    public void Dispose()
    {
        Registry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Number(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
