using System;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Changes settings that the authority has signed, that are newer than those in force, and that lie within the firmware's limits
/// (docs/protocol.md 8.6), and shows it to the wearer.
/// </summary>
public sealed class SettingsDesk
{
    private readonly SyncContext _context;
    private readonly TagSettings _wanted = new TagSettings();

    /// <summary>Settings of the tag behind <paramref name="context"/>.</summary>
    public SettingsDesk(SyncContext context)
    {
        _context = context;
    }

    /// <summary>Tells the settings in force.</summary>
    public void Add(SyncReply reply)
    {
        _context.State.Settings.Write(reply.Buffer, reply.Reserve(TagSettings.Length));
    }

    /// <summary>Changes them, all or none. If power dies inside, the old or the new ones are in force.</summary>
    public SyncStatus Change(TagTime now, byte[] body, int offset, int length)
    {
        if (length != TagSettings.Length + SyncProtocol.MacLength || !_wanted.Read(body, offset))
        {
            return SyncStatus.Malformed;
        }

        if (!IsSigned(body, offset) || _wanted.Version <= _context.State.Settings.Version)
        {
            return SyncStatus.NotSigned;
        }

        if (!_wanted.IsSafe)
        {
            return SyncStatus.OutOfRange;
        }

        byte[] before = _context.State.Copy();
        _context.State.Settings.Read(body, offset);
        _context.State.Audit(AuditEvent.SettingsChanged, 0, 0, now.UtcMs);
        if (!_context.State.Save())
        {
            _context.State.Restore(before);
            return SyncStatus.Storage;
        }

        Array.Clear(before, 0, before.Length);
        _context.Host.Apply(_context.State.Settings);
        _context.Host.Show(Signal.SettingsChanged, now.UptimeMs);
        return SyncStatus.Ok;
    }

    private bool IsSigned(byte[] body, int offset)
    {
        byte[] settingsKey = AuthorityKeys.SettingsKey(_context.Ports.Cipher, _context.Identity.BaseKey);
        bool isSigned = AuthorityKeys.IsSigned(_context.Ports.Cipher, settingsKey, TagSettings.SigningLabel, body, offset, TagSettings.Length);
        Array.Clear(settingsKey, 0, settingsKey.Length);
        return isSigned;
    }
}
