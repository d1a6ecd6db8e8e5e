using System;
using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>The page's files beside the program.</summary>
public static class PageFiles
{
    /// <summary>Types that are worth packing on their way; pictures are packed already.</summary>
    public static readonly string[] CompressedTypes =
        ["text/html", "text/css", "text/javascript", "application/json", "application/manifest+json", "image/svg+xml"];

    /// <summary>Folder of the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Serves them, index.html for the folder itself.</summary>
    public static void Map(WebApplication app)
    {
        FileExtensionContentTypeProvider types = new();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        PhysicalFileProvider files = new(Folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
    }
}
