using System.IO;

namespace BluezoneTag.Officer.Storage;

/// <summary>Where the files of a desk lie.</summary>
/// <param name="Root">The desk's folder, its owner's alone.</param>
public sealed record DeskFolder(string Root)
{
    /// <summary>Both pairs of keys.</summary>
    public string Keys => Path.Combine(Root, "keys.json");

    /// <summary>The audit log, from which all else follows.</summary>
    public string Log => Path.Combine(Root, "log.jsonl");

    /// <summary>Held open while a program works on the desk.</summary>
    public string Lock => Path.Combine(Root, "desk.lock");

    /// <summary>Packages as they came: still encrypted.</summary>
    public string Releases => Path.Combine(Root, "releases");

    /// <summary>Lists that were signed.</summary>
    public string Lists => Path.Combine(Root, "lists");

    /// <summary>A stored package.</summary>
    public string Release(string id) => Path.Combine(Releases, id + ".bzrp");

    /// <summary>A signed list.</summary>
    public string List(string name) => Path.Combine(Lists, name + ".json");
}
