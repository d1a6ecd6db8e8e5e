using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BluezoneTag.Kiosk.Tests.Support;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Power;
using Xunit;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>What the page makes with random numbers of its own, opened and compared here.</summary>
public sealed class InteropTests
{
    [NodeFact]
    public void A_release_package_of_the_page_opens_for_the_authority_and_nobody_else()
    {
        using ECDiffieHellman authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] key = Enumerable.Range(0, 38).Select(i => (byte)i).ToArray();
        byte[] contact = Enumerable.Range(100, 23).Select(i => (byte)i).ToArray();
        byte[] package = Convert.FromHexString((string)Ask(new()
        {
            ["what"] = "release",
            ["authority"] = Convert.ToBase64String(authority.ExportSubjectPublicKeyInfo()),
            ["today"] = 20000,
            ["days"] = new JsonArray(19998, 19995),
            ["keys"] = new JsonArray(Convert.ToHexString(key)),
            ["contacts"] = new JsonArray(Convert.ToHexString(contact), Convert.ToHexString(contact)),
        })["package"]!);
        (ReleaseRequest request, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts) = ReleasePackage.Open(authority, package);
        Assert.Equal((ReleaseKind.SubKeys, 19998, 0b1001u), (request.Kind, request.NewestDay, request.Mask));
        Assert.Equal(ReleasePackage.NameOf(authority.ExportSubjectPublicKeyInfo()), request.Authority);
        ReleasedKey row = Assert.Single(keys);
        Assert.Equal((0x03020100, 4, 5), (row.Day, row.FirstSlot, row.LastSlot));
        Assert.Equal(key[6..], row.Key);
        Assert.Equal(2, contacts.Count);
        Assert.Equal(contact[6..], contacts[1].Record);
        Assert.Equal((104, 105), (contacts[0].ClockState, contacts[0].RuleVersion));
        using ECDiffieHellman stranger = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.ThrowsAny<CryptographicException>(() => ReleasePackage.Open(stranger, package));
        package[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => ReleasePackage.Open(authority, package));
    }

    [NodeFact]
    public void The_cell_is_read_as_the_firmware_reads_it()
    {
        JsonObject answer = Ask(new() { ["what"] = "battery" });
        Assert.Equal(Enumerable.Range(0, 4501).Select(CellCurve.PermilleUsable), answer["usable"]!.AsArray().Select(value => (int)value!));
        Assert.Null(answer["unknown"]);
    }

    [NodeFact]
    public void The_registrys_own_export_is_a_roster()
    {
        string csv = Encoding.UTF8.GetString(RegistryFiles.IssuedCsv());
        JsonArray rows = Ask(new() { ["what"] = "roster", ["text"] = csv })["rows"]!.AsArray();
        Assert.Equal([(1, 41, "Nguyễn Thị Hoa", "5A"), (3, 7, string.Empty, string.Empty)], rows.Select(row => ((int)row!["serial"]!, (int)row["holder"]!, (string)row["name"]!, (string)row["group"]!)).Order());
        string json = Encoding.UTF8.GetString(RegistryFiles.IssuedJson());
        Assert.Equal(2, Ask(new() { ["what"] = "roster", ["text"] = json })["rows"]!.AsArray().Count);
    }

    private static JsonObject Ask(JsonObject question)
    {
        (int code, string said) = Node.Run("node", Node.Scripts, "interop.mjs", question.ToJsonString());
        Assert.True(code == 0, said);
        return JsonNode.Parse(said)!.AsObject();
    }
}
