using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QRCoder;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>The bench of simulated tags beside the page, over HTTP: what a hand does to a tag, what an eye sees of it, and a link to it.</summary>
public sealed class DemoHost : IDisposable
{
    private const int LabelPixelsPerModule = 8;

    /// <summary>A bench that makes itself ready.</summary>
    public DemoHost(DemoOptions options, TimeProvider clock)
    {
        Options = options;
        Thread = new DemoThread(options, clock);
    }

    /// <summary>What it is like.</summary>
    public DemoOptions Options { get; }

    /// <summary>Its thread.</summary>
    public DemoThread Thread { get; }

    /// <summary>Its authority.</summary>
    public DemoAuthority Authority { get; } = new();

    /// <summary>Joins the page's host: answers under /demo and has the page believe the demo's authority.</summary>
    public static void Map(WebApplication app)
    {
        DemoHost host = app.Services.GetRequiredService<DemoHost>();
        PageConfiguration configuration = app.Services.GetRequiredService<PageConfiguration>();
        configuration.Authorities.Add(Convert.ToBase64String(host.Authority.PublicKey));
        configuration.Lists.Add("/demo/list.json");
        RouteGroupBuilder demo = app.MapGroup("/demo");
        demo.MapGet("/tags", host.StatesAsync);
        demo.MapGet("/events", (CancellationToken cancel) => TypedResults.ServerSentEvents(host.Thread.WatchAsync(cancel)));
        demo.MapGet("/list.json", host.ListAsync);
        demo.MapGet("/authority.json", () => Results.Json(new { publicKey = Convert.ToBase64String(host.Authority.PublicKey) }));
        demo.Map("/link", host.LinkAsync);
        RouteGroupBuilder tag = demo.MapGroup("/tags/{index:int}").AddEndpointFilter(host.KnowTagAsync);
        tag.MapPost("/press", (int index) => host.Do(bench => bench.Press(index)));
        tag.MapPost("/hold", (int index) => host.Do(bench => bench.Hold(index)));
        tag.MapPost("/cut", (int index) => host.Do(bench => bench.Tags[index].Link?.Cut()));
        tag.MapPost("/place", (int index, bool near) => host.Do(bench => bench.Tags[index].Place(near)));
        tag.MapGet("/label.png", (int index) => Results.Bytes(Picture(host.Thread.States[index].Label), "image/png"));
    }

    /// <summary>Waits until the tags have lived their days, and says what there is to see.</summary>
    public async Task WaitAsync(TextWriter output)
    {
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Options.Tags} simulated tags live through {Options.HistoryHours} hours ...")).ConfigureAwait(false);
        await Thread.Ready.ConfigureAwait(false);
        await output.WriteLineAsync(
            $"Ready: school hours side by side, nights alone; {Thread.States[0].Code} sat 50 minutes beside somebody who is ill since.").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Thread.Dispose();
        Authority.Dispose();
    }

    private static byte[] Picture(string label)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData data = generator.CreateQrCode(label, QRCodeGenerator.ECCLevel.Q);
        using PngByteQRCode picture = new(data);
        return picture.GetGraphic(LabelPixelsPerModule);
    }

    private async Task<IReadOnlyList<DemoTagState>> StatesAsync()
    {
        await Thread.Ready.ConfigureAwait(false);
        return Thread.States;
    }

    private async Task<IResult> ListAsync()
    {
        await Thread.Ready.ConfigureAwait(false);
        return Results.Bytes(await Thread.AskAsync(Authority.ListOf).ConfigureAwait(false), "application/json");
    }

    private async Task LinkAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await DemoSocket.ServeAsync(socket, Thread, context.Request.Query["peer"].FirstOrDefault(), context.RequestAborted).ConfigureAwait(false);
    }

    private async ValueTask<object?> KnowTagAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        await Thread.Ready.ConfigureAwait(false);
        return context.GetArgument<int>(0) is int index && index >= 0 && index < Options.Tags ? await next(context).ConfigureAwait(false) : Results.NotFound();
    }

    private async Task<IResult> Do(Action<DemoBench> command)
    {
        await Thread.AskAsync(bench =>
        {
            command(bench);
            return true;
        }).ConfigureAwait(false);
        return Results.NoContent();
    }
}
