using System;
using System.IO;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Registry.Auditing;

namespace BluezoneTag.Officer.Storage;

/// <summary>
/// An open desk: a folder with keys, audit log, packages and lists. One program at a time. What is not in the log did not happen: files without an entry
/// are left over from a program that died, and are written again.
/// </summary>
public sealed class OfficerDesk : IDisposable
{
    /// <summary>The largest log that is looked at, bytes.</summary>
    public const long MaxLogLength = 64 * 1024 * 1024;

    private const string Unfinished = ".new";

    private readonly FileStream _lock;
    private readonly DeskLog _log;
    private readonly Func<long> _utcNowMs;
    private readonly string _by;

    private OfficerDesk(DeskFolder folder, DeskFiles files, FileStream held, KeyFile keys, DeskLog log, Func<long> utcNowMs, string by)
    {
        Folder = folder;
        Files = files;
        Keys = keys;
        _lock = held;
        _log = log;
        _utcNowMs = utcNowMs;
        _by = by;
    }

    /// <summary>Where the files lie.</summary>
    public DeskFolder Folder { get; }

    /// <summary>Writes them.</summary>
    public DeskFiles Files { get; }

    /// <summary>The authority's keys, private halves closed.</summary>
    public KeyFile Keys { get; }

    /// <summary>UTC milliseconds.</summary>
    public long NowUtcMs => _utcNowMs();

    /// <summary>The audit log.</summary>
    public DeskLog Log => _log;

    /// <summary>What follows from the log.</summary>
    public DeskState State => DeskState.Of(_log.Entries);

    /// <summary>
    /// Makes a desk with new keys in a folder that is not there yet. The folder is filled under another name and gets its own last: it is there whole or
    /// not at all. Throws <see cref="OfficerException"/>.
    /// </summary>
    public static void Make(string path, DeskFiles files, string passphrase, Func<long> utcNowMs, string by, int rounds = KeyFile.PassphraseRounds)
    {
        if (Path.Exists(path))
        {
            throw new OfficerException(OfficerFault.DeskExists, ("path", path));
        }

        string composed = PassphraseRule.Checked(passphrase);
        DeskFolder folder = new(path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Unfinished);
        byte[] keyFile = KeyFile.Make(composed, rounds);
        KeyFile keys = KeyFile.Read(keyFile, folder.Keys);
        DeskLog log = new();
        log.Append(utcNowMs(), by, DeskEvent.DeskMade, [("signing", keys.SigningName), ("opening", keys.OpeningName)]);
        files.MakeFolder(folder.Root);
        files.MakeFolder(folder.Releases);
        files.MakeFolder(folder.Lists);
        files.Write(folder.Keys, keyFile);
        files.Write(folder.Log, log.ToBytes());
        files.RenameFolder(folder.Root, path);
    }

    /// <summary>Opens a desk; its log must hold, up to the head <paramref name="noted"/> elsewhere if there is one. Throws <see cref="OfficerException"/>.</summary>
    public static OfficerDesk Open(string path, DeskFiles files, Func<long> utcNowMs, string by, AuditHead? noted = null)
    {
        DeskFolder folder = new(path);
        if (!File.Exists(folder.Keys))
        {
            throw new OfficerException(OfficerFault.DeskMissing, ("path", path));
        }

        FileStream held = Hold(folder);
        try
        {
            KeyFile keys = KeyFile.Read(DeskFiles.Read(folder.Keys, KeyFile.MaxLength), folder.Keys);
            DeskLog log = DeskLog.Read(DeskFiles.Read(folder.Log, MaxLogLength), folder.Log, noted);
            DeskLogEntry made = log.Entries[0];
            bool isOurs = made.Event == DeskEvent.DeskMade && made["signing"] == keys.SigningName && made["opening"] == keys.OpeningName;
            return isOurs
                ? new OfficerDesk(folder, files, held, keys, log, utcNowMs, by)
                : throw new OfficerException(OfficerFault.StoredFileDiffers, ("path", folder.Keys));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Records an entry; when this returns it is on disk.</summary>
    public DeskLogEntry Record(DeskEvent what, params (string Name, object Value)[] facts)
    {
        DeskLogEntry entry = _log.Append(_utcNowMs(), _by, what, facts);
        Files.Write(Folder.Log, _log.ToBytes());
        return entry;
    }

    /// <summary>A file of the desk whose SHA-256 the log has. Throws <see cref="OfficerException"/> when it is another.</summary>
    public static byte[] ReadRecorded(string path, string sha256)
    {
        byte[] bytes = File.Exists(path) ? DeskFiles.Read(path, MaxLogLength) : [];
        return Convert.ToHexString(SHA256.HashData(bytes)) == sha256 ? bytes : throw new OfficerException(OfficerFault.StoredFileDiffers, ("path", path));
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(DeskFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new OfficerException(OfficerFault.DeskBusy, ("path", folder.Root));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new OfficerException(OfficerFault.FileUnwritable, ("path", folder.Lock), ("detail", e.Message.TrimEnd('.')));
        }
    }
}
