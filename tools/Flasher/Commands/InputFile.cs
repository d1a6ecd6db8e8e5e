using System;
using System.IO;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>A file that somebody names on the command line.</summary>
public static class InputFile
{
    /// <summary>Its text, UTF-8 unless a mark says otherwise. Throws the problem <c>BadImage</c>, which names the file, when it cannot be read.</summary>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageProblems.BadImage(path, "the file cannot be read", "không đọc được tệp");
        }
    }
}
