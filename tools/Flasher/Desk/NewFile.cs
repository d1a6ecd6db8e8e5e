using System.IO;
using System.Text;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry.Exports;

namespace BluezoneTag.Flasher.Desk;

/// <summary>Files with keys in them: readable by their owner alone, whole or not at all, never over another file.</summary>
public static class NewFile
{
    /// <summary>Throws <see cref="FlasherException"/> when <paramref name="path"/> is taken. Asked before anything secret is made or taken out.</summary>
    public static void Check(string path)
    {
        if (Path.Exists(path))
        {
            throw ImageProblems.Unwritable(path, "it exists");
        }
    }

    /// <summary>Writes ASCII text. Throws <see cref="FlasherException"/>.</summary>
    public static void Write(string path, string text)
    {
        Check(path);
        SafeFile.Write(path, Encoding.ASCII.GetBytes(text)).Get();
    }
}
