using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Pdf;

/// <summary>
/// Finds a font with Vietnamese letters on this machine whose permission bits allow embedding. None is shipped: fonts have
/// licences of their own, and every desktop has one that fits.
/// </summary>
internal static class FontFinder
{
    /// <summary>Letters that a font must have: the rarest of the alphabet.</summary>
    public const string Needed = "aăâeêioôơuưyđ ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự ỳỵỷỹ ẮẬỆỘỢỰĐ";

    // Free fonts first; digits of equal width and an open look decide the order.
    private static readonly string[] Names =
    [
        "DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "Roboto-Bold.ttf", "OpenSans-Bold.ttf", "arialbd.ttf", "Arial Bold.ttf", "segoeuib.ttf",
        "tahomabd.ttf", "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf", "segoeui.ttf",
    ];

    /// <summary>Folders where systems keep their fonts.</summary>
    public static IReadOnlyList<string> SystemFolders { get; } =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "/Library/Fonts",
        "/System/Library/Fonts/Supplemental",
    ];

    /// <summary>The font at a path, or the first that fits in the folders.</summary>
    public static Result<TrueTypeFont> Find(string path, IEnumerable<string> folders)
    {
        IEnumerable<string> candidates = path.Length > 0 ? [path] : folders.Where(Directory.Exists).SelectMany(Candidates).OrderBy(Rank);
        string tried = "-";
        foreach (string candidate in candidates)
        {
            tried = candidate;
            if (Read(candidate) is TrueTypeFont font)
            {
                return font;
            }
        }

        return new Problem(RegistryError.FontMissing, ("detail", tried));
    }

    private static IEnumerable<string> Candidates(string folder) =>
        Directory.EnumerateFiles(folder, "*.ttf", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => Names.Contains(Path.GetFileName(file)));

    private static int Rank(string file) => Array.IndexOf(Names, Path.GetFileName(file));

    private static TrueTypeFont? Read(string path)
    {
        try
        {
            bool fits = TrueTypeFont.TryRead(File.ReadAllBytes(path), out TrueTypeFont? font)
                && font.MayBeEmbedded && font.Has(Needed.Replace(" ", string.Empty, StringComparison.Ordinal));
            return fits ? font : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
