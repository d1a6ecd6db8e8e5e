using System;
using System.Collections.Generic;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Codes;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Storage;

/// <summary>What the desk knows: the log, added up.</summary>
public sealed class DeskState
{
    private readonly Dictionary<int, CodeRecord> _codes = [];
    private readonly Dictionary<string, ReleaseRecord> _releases = [];
    private readonly Dictionary<string, ListRecord> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<uint, long> _settings = [];

    private DeskState()
    {
    }

    /// <summary>Codes by number.</summary>
    public IEnumerable<CodeRecord> Codes => _codes.Values;

    /// <summary>Releases in the order in which they came.</summary>
    public IEnumerable<ReleaseRecord> Releases => _releases.Values;

    /// <summary>Lists in the order in which they were begun. Names differ by more than case: they are file names.</summary>
    public IEnumerable<ListRecord> Lists => _lists.Values;

    /// <summary>How often was published.</summary>
    public int Publications { get; private set; }

    /// <summary>Of these entries.</summary>
    public static DeskState Of(IEnumerable<DeskLogEntry> entries)
    {
        DeskState state = new();
        foreach (DeskLogEntry entry in entries)
        {
            state.Apply(entry);
        }

        return state;
    }

    /// <summary>The list. Throws <see cref="OfficerException"/> when there is none.</summary>
    public ListRecord List(string name) => FindList(name) ?? throw new OfficerException(OfficerFault.ListUnknown, ("name", name));

    /// <summary>The list; null when there is none.</summary>
    public ListRecord? FindList(string name) => _lists.GetValueOrDefault(name);

    /// <summary>The release. Throws <see cref="OfficerException"/> when there is none.</summary>
    public ReleaseRecord Release(string id) =>
        _releases.GetValueOrDefault(id.ToUpperInvariant()) ?? throw new OfficerException(OfficerFault.ReleaseUnknown, ("release", id));

    /// <summary>Number of the settings signed last for a tag; 0 for none.</summary>
    public long SettingsOf(uint serial) => _settings.GetValueOrDefault(serial);

    private void Apply(DeskLogEntry entry)
    {
        switch (entry.Event)
        {
            case DeskEvent.CodeMade:
                _codes[entry.Number] = new CodeRecord(
                    entry.Number, (uint)entry.NumberOf("serial"), (uint)entry.NumberOf("challenge"), KindOf(entry), (int)entry.NumberOf("newestDay"),
                    (uint)entry.NumberOf("mask"), entry.UtcMs, string.Empty);
                break;
            case DeskEvent.ReleaseOpened:
                TakeRelease(entry);
                break;
            case DeskEvent.ListBegun:
                _lists[entry["list"]] = new ListRecord(entry["list"], entry["level"], []);
                break;
            case DeskEvent.ListAdded:
                Change(entry, list => list with { Parts = [.. list.Parts, new ListPart(entry["release"], (int)entry.NumberOf("firstDay"), (int)entry.NumberOf("lastDay"))] });
                break;
            case DeskEvent.ListSigned:
                Change(entry, list => list with { Sha256 = entry["sha256"], IssuedSeconds = entry.NumberOf("issued"), LastDay = (int)entry.NumberOf("lastDay") });
                break;
            case DeskEvent.ListWithdrawn:
                Change(entry, list => list with { WithdrawnSeconds = entry.UtcMs / 1000 });
                break;
            case DeskEvent.Published:
                Publications = (int)entry.NumberOf("publication");
                break;
            case DeskEvent.SettingsSigned:
                _settings[(uint)entry.NumberOf("serial")] = entry.NumberOf("settings");
                break;
            default:
                break;
        }
    }

    private static ReleaseKind KindOf(DeskLogEntry entry) => (ReleaseKind)entry.NumberOf("kind");

    private void TakeRelease(DeskLogEntry entry)
    {
        int code = (int)entry.NumberOf("code");
        string id = entry["release"];
        _releases[id] = new ReleaseRecord(
            id, entry["sha256"], code, KindOf(entry), (int)entry.NumberOf("newestDay"), (uint)entry.NumberOf("mask"), (int)entry.NumberOf("keys"), (int)entry.NumberOf("contacts"));
        if (_codes.TryGetValue(code, out CodeRecord? record))
        {
            _codes[code] = record with { Release = id };
        }
    }

    private void Change(DeskLogEntry entry, Func<ListRecord, ListRecord> change)
    {
        if (_lists.TryGetValue(entry["list"], out ListRecord? list))
        {
            _lists[entry["list"]] = change(list);
        }
    }
}
