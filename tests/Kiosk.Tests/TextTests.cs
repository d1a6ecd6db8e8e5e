using System;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Exposure;
using BluezoneTag.Kiosk.Tests.Support;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>What people read: both languages, whole sentences, and the same ones as in the project's other programs.</summary>
public sealed class TextTests
{
    private static readonly Lazy<JsonElement> Catalogue = new(() => JsonDocument.Parse(Node.Run("node", Node.Scripts, "texts.mjs").Output).RootElement);

    [NodeFact]
    public void Every_text_stands_in_both_languages_with_the_same_places_to_fill()
    {
        Assert.Equal("[]", Catalogue.Value.GetProperty("wrong").GetRawText());
        Assert.Equal("[]", Catalogue.Value.GetProperty("cramped").GetRawText());
        Assert.True(Catalogue.Value.GetProperty("keys").GetArrayLength() > 100);
    }

    [NodeFact]
    public void No_text_is_left_over()
    {
        string[] keys = [.. Catalogue.Value.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)];
        string[] catalogues = ["/js/texts/common.js", "/js/texts/family.js", "/js/texts/kiosk.js"];
        string code = string.Concat(PageFiles.Modules().Where(one => !catalogues.Contains(one.Name)).Select(one => one.Text));
        string[] made = ["mode.", "state.", "audit."];
        Assert.Equal([], keys.Where(key => !code.Contains($"'{key}'", StringComparison.Ordinal) && !made.Any(start => key.StartsWith(start, StringComparison.Ordinal))));
    }

    [NodeFact]
    public void Faults_that_other_programs_know_have_their_sentences()
    {
        JsonElement errors = Catalogue.Value.GetProperty("errors");
        foreach (SyncFault fault in Enum.GetValues<SyncFault>())
        {
            SyncText text = SyncTexts.Of(fault);
            Assert.Equal((text.Vietnamese, text.English), Pair(errors, fault.ToString()));
        }

        foreach (ExposureStatus status in Enum.GetValues<ExposureStatus>().Where(one => one >= ExposureStatus.BadFormat))
        {
            SyncText text = SyncTexts.Of(SyncFault.ListRefused, status);
            Assert.NotEqual(SyncTexts.Of(SyncFault.ListRefused), text);
            Assert.Equal((text.Vietnamese, text.English), Pair(errors, $"List{status}"));
        }

        foreach (ListFault fault in Enum.GetValues<ListFault>())
        {
            Assert.Equal((ListFaultText.Vietnamese(fault), ListFaultText.English(fault)), Pair(errors, fault.ToString()));
        }
    }

    private static (string Vietnamese, string English) Pair(JsonElement errors, string name)
    {
        JsonElement pair = errors.GetProperty(name);
        return (pair[0].GetString()!, pair[1].GetString()!);
    }
}
