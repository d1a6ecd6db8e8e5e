using System;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Wipes the tag when its client has acknowledged what will be gone and its wearer has held the button (docs/protocol.md 8.11), and
/// certifies it. After that nothing else is answered until the restart.
/// </summary>
public sealed class WipeDesk
{
    private const int TokenLength = 8;

    private readonly SyncContext _context;
    private readonly Consent _consent;
    private readonly byte[] _token = new byte[TokenLength];
    private bool _isAsked;
    private bool _isForReturn;

    // Null until there is one.
    private byte[] _signed;

    /// <summary>Nothing is asked for.</summary>
    public WipeDesk(SyncContext context, Consent consent)
    {
        _context = context;
        _consent = consent;
    }

    /// <summary>Whether the tag has been wiped in this window.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the identity has gone with it.</summary>
    public bool IsReturned
    {
        get { return IsDone && _isForReturn; }
    }

    /// <summary>Forgets what was asked.</summary>
    public void Reset()
    {
        _isAsked = false;
    }

    /// <summary>Asks the wearer, and gives the client the token by which it acknowledges.</summary>
    public SyncStatus Ask(TagTime now, byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != 1 || body[offset] > 1)
        {
            return SyncStatus.Malformed;
        }

        _isForReturn = body[offset] == 1;
        _isAsked = true;
        _context.Ports.Entropy.Fill(_token, 0, TokenLength);
        _consent.Ask(this, now.UptimeMs);
        _context.Host.Show(Signal.ConsentAsked, now.UptimeMs);
        reply.AddBytes(_token, 0, TokenLength);
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.RecordsWritten));
        return SyncStatus.Ok;
    }

    /// <summary>
    /// Wipes; blocks for some seconds. If power dies before the marker is on flash nothing has happened, and afterwards the next
    /// start finishes it.
    /// </summary>
    public SyncStatus Wipe(TagTime now, byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != TokenLength)
        {
            return SyncStatus.Malformed;
        }

        if (!_isAsked || !ConstantTime.AreEqual(body, offset, _token, 0, TokenLength))
        {
            return SyncStatus.OutOfOrder;
        }

        if (!_consent.IsGivenTo(this))
        {
            return _consent.HasExpired(this, now.UptimeMs) ? SyncStatus.Expired : SyncStatus.HoldButton;
        }

        _isAsked = false;
        _consent.Clear();
        _context.State.Audit(AuditEvent.WipeBegun, _isForReturn ? 1 : 0, 0, now.UtcMs);
        if (!_context.State.Save() || !LogWipe.Begin(_context.Ports.Files, _isForReturn))
        {
            return SyncStatus.Storage;
        }

        IsDone = true;
        _context.Host.OnWiped();
        int blocks = LogWipe.Run(_context.Ports.Files);
        if (blocks < 0)
        {
            // The marker is still there: the restart that follows tries again.
            return SyncStatus.Storage;
        }

        Certify(now, blocks);
        return AddCertificate(reply);
    }

    /// <summary>Gives the certificate, once there is one.</summary>
    public SyncStatus AddCertificate(SyncReply reply)
    {
        if (_signed == null)
        {
            return SyncStatus.OutOfOrder;
        }

        reply.AddBytes(_signed, 0, WipeCertificate.Length);
        return SyncStatus.Ok;
    }

    private void Certify(TagTime now, int blocks)
    {
        WipeCertificate certificate = new WipeCertificate();
        certificate.Serial = _context.Identity.Serial;
        certificate.IsForReturn = _isForReturn;
        certificate.UtcMs = now.IsUtcKnown ? now.UtcMs : 0;
        certificate.Blocks = blocks;
        certificate.Records = (uint)_context.Counters.Get(TagCounter.RecordsWritten);
        byte[] signed = new byte[WipeCertificate.Length];
        certificate.Write(signed, 0);
        byte[] settingsKey = AuthorityKeys.SettingsKey(_context.Ports.Cipher, _context.Identity.BaseKey);
        AuthorityKeys.Sign(_context.Ports.Cipher, settingsKey, WipeCertificate.SigningLabel, signed, 0, WipeCertificate.SignedLength);
        Array.Clear(settingsKey, 0, settingsKey.Length);
        _signed = signed;
    }
}
