using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>
/// Headers of every answer: the page may load, send and connect to its own origin alone, is never framed, and is revalidated each time (the
/// service worker keeps the offline copy). A request under another host name is refused, so that no foreign name can be pointed at this computer.
/// </summary>
public static class PageHeaders
{
    /// <summary>What the page may do. No inline script, no inline style, no other origin.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds them.</summary>
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        string host = context.Request.Host.Host;
        if (host is not ("localhost" or "127.0.0.1"))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
