using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>The page's files beside the program, some hundred kilobytes: read when the program starts, sent packed to whoever can unpack them.</summary>
public static class PageFiles
{
    private const string Packing = "br";

    /// <summary>Folder of the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Serves them, index.html for a folder itself.</summary>
    public static void Map(WebApplication app)
    {
        FileExtensionContentTypeProvider types = new();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        Dictionary<string, PageFile> files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => "/" + Path.GetRelativePath(Folder, path).Replace('\\', '/'),
            path => new PageFile(types.TryGetContentType(path, out string? type) ? type : "application/octet-stream", File.ReadAllBytes(path)));
        app.Use((context, next) =>
        {
            if (files.ContainsKey(context.Request.Path + "/index.html") && context.Request.Path != "/")
            {
                // A folder: what it names is seen from inside.
                context.Response.Redirect(context.Request.Path + "/");
                return Task.CompletedTask;
            }

            return Find(files, context.Request) is PageFile file ? SendAsync(context, file) : next(context);
        });
    }

    private static PageFile? Find(Dictionary<string, PageFile> files, HttpRequest request)
    {
        // What has a handler of its own, /config.json for one, is not a file.
        bool isFile = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.HttpContext.GetEndpoint() == null;
        string path = request.Path.Value ?? "/";
        return isFile ? files.GetValueOrDefault(path.EndsWith('/') ? path + "index.html" : path) : null;
    }

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = file.Tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        bool isPacked = file.IsPackable && context.Request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(Packing);
        byte[] content = isPacked ? file.Packed : file.Content;
        if (isPacked)
        {
            response.Headers.ContentEncoding = Packing;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.Body.WriteAsync(content).ConfigureAwait(false);
        }
    }
}
