using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Serving;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>The host: own origin only, own computer only.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task The_page_comes_with_strict_headers()
    {
        await using WebApplication app = KioskHost.Create(new KioskOptions { Port = 0 });
        await app.StartAsync();
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(KioskHost.AddressOf(app));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(PageHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.StartsWith("default-src 'self';", PageHeaders.ContentSecurityPolicy);
        Assert.Equal("""{"demo":false,"authorities":[],"releaseKey":null,"lists":[],"releases":null}""", await client.GetStringAsync($"{KioskHost.AddressOf(app)}config.json"));
    }

    [Fact]
    public async Task A_request_under_a_foreign_name_is_refused()
    {
        await using WebApplication app = KioskHost.Create(new KioskOptions { Port = 0 });
        await app.StartAsync();
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, KioskHost.AddressOf(app));
        request.Headers.Host = "elsewhere.example";
        using HttpResponseMessage answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_is_sent_packed_or_as_it_is_and_not_again_when_nothing_changed()
    {
        await using WebApplication app = KioskHost.Create(new KioskOptions { Port = 0 });
        await app.StartAsync();
        using HttpClient plain = new() { BaseAddress = new Uri(KioskHost.AddressOf(app)) };
        using HttpClient unpacking = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.Brotli }) { BaseAddress = plain.BaseAddress };
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(PageFiles.Folder, "js", "main.js"));
        Assert.Equal(file, await plain.GetByteArrayAsync("js/main.js"));
        Assert.Equal(file, await unpacking.GetByteArrayAsync("js/main.js"));
        using HttpResponseMessage first = await plain.GetAsync("js/main.js");
        Assert.Equal("text/javascript", first.Content.Headers.ContentType!.MediaType);
        using HttpRequestMessage again = new(HttpMethod.Get, "js/main.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await plain.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        foreach (string strange in new[] { "js/none.js", "..%2f..%2fBluezoneTag.Kiosk.dll", "js/", "releases" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await plain.GetAsync(strange)).StatusCode);
        }
    }

    [Fact]
    public async Task A_folder_of_the_operators_pins_keys_serves_lists_and_takes_packages()
    {
        string folder = Directory.CreateTempSubdirectory("kiosk").FullName;
        try
        {
            using ECDiffieHellman signing = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            string key = Convert.ToBase64String(signing.ExportSubjectPublicKeyInfo());
            Directory.CreateDirectory(Path.Combine(folder, "lists"));
            await File.WriteAllTextAsync(Path.Combine(folder, "lists", "one.json"), "{}");
            await File.WriteAllTextAsync(Path.Combine(folder, "authority.json"), $$"""{"authorities":["{{key}}"],"releaseKey":"{{key}}","lists":[]}""");
            await using WebApplication app = KioskHost.Create(new KioskOptions { Port = 0, DataFolder = folder });
            await app.StartAsync();
            using HttpClient client = new() { BaseAddress = new Uri(KioskHost.AddressOf(app)) };
            JsonElement configuration = JsonDocument.Parse(await client.GetStringAsync("config.json")).RootElement;
            Assert.Equal(key, configuration.GetProperty("authorities")[0].GetString());
            Assert.Equal(key, configuration.GetProperty("releaseKey").GetString());
            Assert.Equal("{}", await client.GetStringAsync(configuration.GetProperty("lists")[0].GetString()));
            Assert.Equal(HttpStatusCode.Created, await PostAsync(client, "BZRP and more"u8.ToArray(), null));
            Assert.Equal(HttpStatusCode.Created, await PostAsync(client, "BZRP and more"u8.ToArray(), client.BaseAddress!.ToString().TrimEnd('/')));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "BZRP and more"u8.ToArray(), "https://elsewhere.example"));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, "no package"u8.ToArray(), null));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, new byte[(1 << 20) + 1], null));
            Assert.Equal("BZRP and more", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "releases")))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"authorities\":[\"AAAA\"]}")]
    [InlineData("no json")]
    public void A_folder_with_a_file_of_no_keys_is_refused(string file)
    {
        string folder = Directory.CreateTempSubdirectory("kiosk").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "authority.json"), file);
            KioskException refused = Assert.Throws<KioskException>(() => KioskHost.Create(new KioskOptions { Port = 0, DataFolder = folder }));
            Assert.Contains("authority.json", refused.Message);
            Assert.Throws<KioskException>(() => KioskHost.Create(new KioskOptions { Port = 0, DataFolder = Path.Combine(folder, "none") }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] package, string? origin)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "releases") { Content = new ByteArrayContent(package) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (origin != null)
        {
            request.Headers.Add("Origin", origin);
        }

        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
