using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>Kestrel on the loopback address with the page's files. Nothing of it can be reached from another computer.</summary>
public static class KioskHost
{
    /// <summary>Serves until the program is stopped; says on <paramref name="output"/> where.</summary>
    public static async Task RunAsync(KioskOptions options, TextWriter output)
    {
        await using WebApplication app = Create(options);
        await app.StartAsync().ConfigureAwait(false);
        if (app.Services.GetService<DemoHost>() is DemoHost demo)
        {
            await demo.WaitAsync(output).ConfigureAwait(false);
        }

        string address = AddressOf(app);
        await output.WriteLineAsync($"The page is at {address} - stop with Ctrl+C.").ConfigureAwait(false);
        if (options.IsOpened)
        {
            BrowserWindow.Open(address, output);
        }

        await app.WaitForShutdownAsync().ConfigureAwait(false);
    }

    /// <summary>The application, not started yet. Tests start it themselves.</summary>
    public static WebApplication Create(KioskOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddSingleton(new PageConfiguration { Demo = options.IsDemo });
        if (options.IsDemo)
        {
            builder.Services.AddSingleton(_ => new DemoHost(options.Demo, options.Clock));
        }

        WebApplication app = builder.Build();
        app.Use(PageHeaders.AddAsync);
        app.UseWebSockets();
        DataFolder.Map(app, options.DataFolder);
        if (options.IsDemo)
        {
            DemoHost.Map(app);
        }

        app.MapGet("/config.json", (PageConfiguration configuration) => Results.Json(configuration));
        PageFiles.Map(app);
        return app;
    }

    /// <summary>Where a started application listens.</summary>
    public static string AddressOf(WebApplication app)
    {
        string bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        // By name: browsers count "localhost" as safe for Bluetooth and camera, and remember it apart from numbers.
        return $"http://localhost:{new Uri(bound).Port}/";
    }
}
