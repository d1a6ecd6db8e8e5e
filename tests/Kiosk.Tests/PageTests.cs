using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Serving;
using BluezoneTag.Kiosk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>What the page's files must and must not be.</summary>
public sealed partial class PageTests(ITestOutputHelper output)
{
    // The whole page as it is sent: it is served packed, and so it should be by any other host. What the first view needs, not packed.
    private const int MaxSentBytes = 150_000;
    private const int MaxFirstViewBytes = 150_000;
    private const int MaxWholeBytes = 310_000;

    private static readonly string[] FirstFiles =
        ["/index.html", "/config.json", "/manifest.webmanifest", "/styles/base.css", "/styles/views.css", "/icons/icon.svg"];

    [Fact]
    public async Task The_page_is_small()
    {
        await using WebApplication app = KioskHost.Create(new KioskOptions { Port = 0 });
        await app.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(KioskHost.AddressOf(app)) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        HashSet<string> first = [.. FirstFiles];
        Reach("/js/main.js", first, Import());
        (string Name, long Sent, long Whole)[] files = await Task.WhenAll(Support.PageFiles.All().Select(async one =>
            (one.Name, (long)(await client.GetByteArrayAsync(one.Name)).Length, new FileInfo(one.Path).Length)));
        long sent = files.Sum(one => one.Sent);
        long whole = files.Sum(one => one.Whole);
        long firstView = files.Where(one => first.Contains(one.Name)).Sum(one => one.Whole);
        output.WriteLine($"{files.Length} files, {sent:N0} bytes as sent, {whole:N0} unpacked");
        output.WriteLine(
            $"first view: {first.Count} files, {files.Where(one => first.Contains(one.Name)).Sum(one => one.Sent):N0} bytes as sent, {firstView:N0} unpacked");
        string decoder = Path.Combine(Serving.PageFiles.Folder, "vendor", "jsqr.js");
        if (File.Exists(decoder))
        {
            output.WriteLine($"QR decoder, only when a camera is used without one: {(await client.GetByteArrayAsync("/vendor/jsqr.js")).Length:N0} bytes as sent, {new FileInfo(decoder).Length:N0} unpacked");
        }

        Assert.InRange(sent, 1, MaxSentBytes);
        Assert.InRange(firstView, 1, MaxFirstViewBytes);
        Assert.InRange(whole, 1, MaxWholeBytes);
    }

    [Fact]
    public void Nothing_of_the_page_names_another_origin()
    {
        IEnumerable<string> found = from file in Support.PageFiles.All()
                                    where !file.Name.EndsWith(".png", StringComparison.Ordinal)
                                    from Match address in Address().Matches(File.ReadAllText(file.Path))
                                    where !address.Value.StartsWith("http://www.w3.org/", StringComparison.Ordinal)
                                    select $"{file.Name}: {address.Value}";
        Assert.Equal([], found);
    }

    [Fact]
    public void No_module_makes_markup_from_text_or_writes_to_the_console()
    {
        IEnumerable<string> found = from file in Support.PageFiles.Modules()
                                    from Match word in Forbidden().Matches(file.Text)
                                    select $"{file.Name}: {word.Value}";
        Assert.Equal([], found);
    }

    [Fact]
    public void Protocol_modules_have_no_page_no_clock_and_no_dice_of_their_own()
    {
        string[] pure = ["/js/core/", "/js/sync/", "/js/exposure/", "/js/claim/", "/js/kiosk/"];
        IEnumerable<string> found = from file in Support.PageFiles.Modules()
                                    where pure.Any(folder => file.Name.StartsWith(folder, StringComparison.Ordinal))
                                    from Match word in Impure().Matches(file.Text)
                                    select $"{file.Name}: {word.Value}";
        Assert.Equal([], found);
    }

    [Fact]
    public void Every_module_is_reached_and_those_needed_at_once_are_loaded_ahead()
    {
        HashSet<string> atOnce = [];
        Reach("/js/main.js", atOnce, Import());
        HashSet<string> reached = [];
        Reach("/js/main.js", reached, AnyImport());
        string index = File.ReadAllText(Path.Combine(Node.Page, "index.html"));
        string[] ahead = [.. Preload().Matches(index).Select(match => "/" + match.Groups[1].Value)];
        Assert.Equal(atOnce.Where(name => name != "/js/main.js").Order(StringComparer.Ordinal), ahead.Order(StringComparer.Ordinal));
        string[] types = ["/js/link.js"];
        Assert.Equal(types, Support.PageFiles.Modules().Select(one => one.Name).Where(name => name != "/service-worker.js" && !reached.Contains(name)));
    }

    private static void Reach(string name, HashSet<string> reached, Regex imports)
    {
        if (!reached.Add(name))
        {
            return;
        }

        foreach (Match import in imports.Matches(File.ReadAllText(Node.Page + name)))
        {
            Reach(new Uri(new Uri("file://" + name), import.Groups[1].Value).AbsolutePath, reached, imports);
        }
    }

    [GeneratedRegex(@"(https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s'""]*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|console\.|localStorage|sessionStorage|document\.cookie")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\bdocument\.|\bwindow\.|\bnavigator\.|Date\.now|performance\.now|Math\.random|getRandomValues|setTimeout|indexedDB|\bfetch\(")]
    private static partial Regex Impure();

    [GeneratedRegex(@"^(?:import|export) .*?from '(\.[^']+)'", RegexOptions.Multiline)]
    private static partial Regex Import();

    // As the service worker looks for them, to keep all of them for offline use.
    [GeneratedRegex(@"(?:^(?:import|export) .*?from |await import\()'(\.[^']+)'", RegexOptions.Multiline)]
    private static partial Regex AnyImport();

    [GeneratedRegex(@"<link rel=""modulepreload"" href=""([^""]+)"">")]
    private static partial Regex Preload();
}
