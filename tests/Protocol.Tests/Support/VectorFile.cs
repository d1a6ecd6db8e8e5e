using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>A JSON file of tests/Vectors, copied beside the tests.</summary>
internal static class VectorFile
{
    public static readonly JsonElement Identifiers = Load("bluezone-id-vectors.json");

    public static readonly JsonElement Examples = Load("protocol-examples.json").GetProperty("examples");

    public static readonly JsonElement Sync = Load("sync-vectors.json");

    public static readonly IReadOnlyList<IdVector> Derived = [.. Identifiers.GetProperty("derived").EnumerateArray().Select(IdVector.FromDerived)];

    public static readonly IReadOnlyList<IdVector> Captured =
        [.. Identifiers.GetProperty("captured_from_real_app").EnumerateArray().Select(IdVector.FromCaptured)];

    public static IEnumerable<IdVector> All => Derived.Concat(Captured);

    /// <summary>Hex digits of one worked example.</summary>
    public static string Example(string name, string field = "hex") => Examples.GetProperty(name).GetProperty(field).GetString()!;

    /// <summary>Bytes of one worked example; a fresh array each time.</summary>
    public static byte[] ExampleBytes(string name, string field = "hex") => Convert.FromHexString(Example(name, field));

    private static JsonElement Load(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Vectors", name);
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }
}
