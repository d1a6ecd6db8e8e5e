using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Flasher.Desk;

/// <summary>
/// The label sheet of a run. It is written whole after every tag, so that the claim secrets of all finished tags are on disk whatever
/// ends the program; a sheet of an earlier run is never overwritten. For several threads.
/// </summary>
public sealed class LabelTray
{
    private static readonly Label Probe = new(1, new byte[16]);
    private readonly Lock _lock = new();
    private readonly List<Label> _labels = [];
    private readonly TagRegistry _registry;
    private readonly LabelSheetOptions _options;

    /// <summary>
    /// For a sheet at <paramref name="path"/>, or at the first free name made from it. Tries everything that could fail later: stock, font,
    /// folder. Throws <see cref="FlasherException"/>.
    /// </summary>
    public LabelTray(TagRegistry registry, LabelSheetOptions options, string path)
    {
        _registry = registry;
        _options = options;
        Path = FreeName(path);
        SafeFile.Write(Path, LabelSheet.Make([Probe], options).Get()).Get();
        File.Delete(Path);
    }

    /// <summary>The sheet's file. Secret: it holds the claim secrets.</summary>
    public string Path { get; }

    /// <summary>Labels on the sheet so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _labels.Count;
            }
        }
    }

    /// <summary>Throws when <paramref name="more"/> labels would find no place. Asked before the first erase.</summary>
    public void CheckRoom(int more)
    {
        lock (_lock)
        {
            Check([.. _labels, .. Enumerable.Repeat(Probe, more)]);
        }
    }

    /// <summary>
    /// Puts a label on the sheet, writes the sheet, and notes it in the registry. Power lost inside: the tag is in the registry as
    /// without label, and gets a new key and a label when it is plugged in again.
    /// </summary>
    public void Add(Label label)
    {
        lock (_lock)
        {
            List<Label> all = [.. _labels.Where(one => one.Serial != label.Serial), label];
            SafeFile.Write(Path, LabelSheet.Make(all, _options).Get()).Get();
            _labels.Clear();
            _labels.AddRange(all);
            _registry.Tags.MarkLabelled(label.Serial, label.ClaimSecret).Get();
        }
    }

    /// <summary>The path itself when nothing is there, else the first free one of name-2, name-3 ...</summary>
    public static string FreeName(string path)
    {
        string stem = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? string.Empty, System.IO.Path.GetFileNameWithoutExtension(path));
        string free = path;
        for (int number = 2; System.IO.Path.Exists(free); number++)
        {
            free = $"{stem}-{number}{System.IO.Path.GetExtension(path)}";
        }

        return free;
    }

    private void Check(List<Label> labels)
    {
        if (LabelSheet.Fault(labels, _options) is Problem fault)
        {
            throw RegistryProblems.Of(fault);
        }
    }
}
