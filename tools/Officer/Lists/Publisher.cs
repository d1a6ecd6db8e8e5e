using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Officer.Lists;

/// <summary>
/// Writes what is in force as static files (docs/officer.md 5). Lists first, then the index that names them, last what is no longer named is deleted: at
/// every moment the index leads to files that are there. Killed inside, the next publication completes it.
/// </summary>
public static class Publisher
{
    private const string ListFolder = "lists";
    private const string IndexFile = "index.json";
    private const string AuthorityFile = "authority.json";

    /// <summary>Where a list lies, seen from the index.</summary>
    public static string FileOf(string name) => $"{ListFolder}/{name}.json";

    /// <summary>Publishes into a folder. Throws <see cref="Messages.OfficerException"/>.</summary>
    public static PublishedIndex Publish(OfficerDesk desk, ECDsa signing, string folder)
    {
        DeskState state = desk.State;
        int today = SlotTime.DayOf(desk.NowUtcMs);
        ListRecord[] current = [.. state.Lists.Where(list => list.IsCurrent(today))];
        Dictionary<string, byte[]> files = current.ToDictionary(list => list.Name, list => OfficerDesk.ReadRecorded(desk.Folder.List(list.Name), list.Sha256));
        PublishedIndex index = new(
            state.Publications + 1,
            desk.NowUtcMs / 1000,
            [.. current.Select(list => (list.Name, list.Level, list.IssuedSeconds, list.Sha256))],
            [.. state.Lists.Where(list => list.IsSigned && list.IsWithdrawn).Select(list => (list.Name, list.WithdrawnSeconds))]);
        byte[] indexFile = index.ToJson(signing);
        desk.Record(
            DeskEvent.Published,
            ("publication", index.Number), ("lists", string.Join(' ', current.Select(list => list.Name))), ("sha256", Convert.ToHexString(SHA256.HashData(indexFile))));
        desk.Files.MakeFolder(folder, isPublic: true);
        desk.Files.MakeFolder(Path.Combine(folder, ListFolder), isPublic: true);
        desk.Files.Write(Path.Combine(folder, AuthorityFile), PageFragment.Of(desk.Keys, []), isPublic: true);
        foreach (ListRecord list in current)
        {
            desk.Files.Write(Path.Combine(folder, ListFolder, list.Name + ".json"), files[list.Name], isPublic: true);
        }

        desk.Files.Write(Path.Combine(folder, IndexFile), indexFile, isPublic: true);
        foreach (ListRecord list in state.Lists.Except(current))
        {
            desk.Files.Delete(Path.Combine(folder, ListFolder, list.Name + ".json"));
        }

        return index;
    }
}
