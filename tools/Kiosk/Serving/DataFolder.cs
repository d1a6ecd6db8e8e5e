using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>
/// A folder of the operator's: `authority.json` (as the officer's desk writes it) or `authorities/*.pem` are the pinned public keys, `index.json` and
/// `lists/*.json` what the authority has published, `releases/` takes encrypted packages. Keys are read when the program starts; the page checks every
/// signature itself.
/// </summary>
public static class DataFolder
{
    private const int MaxPackageLength = 1 << 20;
    private static readonly byte[] PackageMagic = "BZRP"u8.ToArray();

    /// <summary>Tells the page of what is in <paramref name="folder"/> and serves it; nothing for null.</summary>
    public static void Map(WebApplication app, string? folder)
    {
        if (folder == null)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            throw new KioskException($"There is no folder {folder}. Make it, or name another with --data.");
        }

        PageConfiguration configuration = app.Services.GetRequiredService<PageConfiguration>();
        foreach (string file in Files(folder, "authorities", "*.pem"))
        {
            configuration.Authorities.Add(Convert.ToBase64String(KeyIn(file)));
        }

        Pin(configuration, Path.Combine(folder, "authority.json"));
        string index = Path.Combine(folder, "index.json");
        string[] single = [.. Files(folder, "lists", "*.json").Select(file => $"/lists/{Uri.EscapeDataString(Path.GetFileName(file))}")];
        foreach (string address in File.Exists(index) ? ["/index.json"] : single)
        {
            configuration.Lists.Add(address);
        }

        app.MapGet("/index.json", () => File.Exists(index) ? Results.File(index, "application/json") : Results.NotFound());
        string lists = Path.Combine(folder, "lists");
        if (Directory.Exists(lists))
        {
            app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(lists), RequestPath = "/lists" });
        }

        configuration.Releases = "/releases";
        app.MapPost("/releases", context => TakeAsync(context, Path.Combine(folder, "releases")));
    }

    private static void Pin(PageConfiguration configuration, string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement key in document.RootElement.GetProperty("authorities").EnumerateArray())
            {
                configuration.Authorities.Add(Checked(key.GetBytesFromBase64()));
            }

            configuration.ReleaseKey = document.RootElement.TryGetProperty("releaseKey", out JsonElement release) ? Checked(release.GetBytesFromBase64()) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException)
        {
            throw new KioskException($"{file} holds no public keys of an authority. Take the file that the officer's desk has published.");
        }
    }

    private static string Checked(byte[] subjectPublicKeyInfo)
    {
        using ECDiffieHellman key = ECDiffieHellman.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static string[] Files(string folder, string name, string pattern)
    {
        string path = Path.Combine(folder, name);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal)] : [];
    }

    private static byte[] KeyIn(string file)
    {
        try
        {
            using ECDiffieHellman key = ECDiffieHellman.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new KioskException($"{file} is no public key of curve P-256 in PEM form. Take the authority's file again.");
        }
    }

    // Named after its content: handing the same package in twice is one file, and nothing is ever half written under its name.
    private static async Task TakeAsync(HttpContext context, string folder)
    {
        // A form of another site cannot send this type without asking first.
        bool isPackage = context.Request.ContentType == "application/octet-stream" && context.Request.Headers.Origin.All(IsOwn);
        byte[]? package = isPackage ? await ReadAsync(context.Request).ConfigureAwait(false) : null;
        if (package == null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Convert.ToHexString(SHA256.HashData(package))[..16] + ".bzrp");
        string part = path + ".part";
        await File.WriteAllBytesAsync(part, package).ConfigureAwait(false);
        File.Move(part, path, overwrite: true);
        context.Response.StatusCode = StatusCodes.Status201Created;

        bool IsOwn(string? origin) => origin == null || origin == $"{context.Request.Scheme}://{context.Request.Host}";
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[16384];
        for (int count; (count = await request.Body.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MaxPackageLength)
            {
                return null;
            }
        }

        byte[] package = content.ToArray();
        return package.AsSpan().StartsWith(PackageMagic) ? package : null;
    }
}
