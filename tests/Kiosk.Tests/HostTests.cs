using System.Linq;
using System.Net;
using System.Net.Http;
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
        Assert.Equal("""{"demo":false,"authorities":[],"lists":[],"releases":null}""", await client.GetStringAsync($"{KioskHost.AddressOf(app)}config.json"));
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
}
