using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Releases chosen days (docs/protocol.md 8.9): asks the wearer, checks the officer's code, re-keys the tag and only then lets rows
/// be read. The permission lives in memory and ends with the window.
/// </summary>
public sealed class ReleaseDesk
{
    private const int CodeLength = 4;
    private const int ReadLength = 5;

    private readonly SyncContext _context;
    private readonly Consent _consent;
    private readonly ReleaseRequest _request = new ReleaseRequest();
    private readonly ReleaseReader _reader;
    private uint _challenge;
    private int _acceptedCode;
    private bool _isAsked;
    private bool _isGranted;

    /// <summary>Nothing is asked for or granted.</summary>
    public ReleaseDesk(SyncContext context, Consent consent)
    {
        _context = context;
        _consent = consent;
        _reader = new ReleaseReader(context);
    }

    /// <summary>Ends the permission, whatever has become of it.</summary>
    public void Reset()
    {
        _isAsked = false;
        _isGranted = false;
        _challenge = 0;
        _reader.Close();
    }

    /// <summary>Asks the wearer for the days in the request.</summary>
    public SyncStatus Ask(TagTime now, byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != ReleaseRequest.Length)
        {
            return SyncStatus.Malformed;
        }

        if (!now.IsUtcKnown)
        {
            return SyncStatus.NoTime;
        }

        Reset();
        _request.Read(body, offset);
        if (!_request.IsValid(SlotTime.DayOf(now.UtcMs)))
        {
            return SyncStatus.OutOfRange;
        }

        int lockedSeconds = _context.CodeLock.LeftSeconds(now.UptimeMs);
        if (lockedSeconds > 0 || !_context.State.HasRoomForKey(SlotTime.SlotNumber(now.UtcMs)))
        {
            reply.AddUInt16(lockedSeconds > 0xFFFF ? 0xFFFF : lockedSeconds);
            return SyncStatus.Locked;
        }

        _context.State.Audit(AuditEvent.ReleaseAsked, (int)_request.Kind, _request.Mask, now.UtcMs);
        if (!_context.State.Save())
        {
            return SyncStatus.Storage;
        }

        _challenge = DrawChallenge();
        _isAsked = true;
        _consent.Ask(this, now.UptimeMs);
        _context.Host.Show(Signal.ConsentAsked, now.UptimeMs);
        reply.AddUInt32(_challenge);
        reply.AddUInt16(Consent.AskMs / 1000);
        return SyncStatus.Ok;
    }

    /// <summary>
    /// Checks the officer's code, once the wearer has held the button. If power dies inside: nothing happened, or the tag is re-keyed and
    /// the code used up, with nothing handed out.
    /// </summary>
    public SyncStatus Accept(TagTime now, byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != CodeLength)
        {
            return SyncStatus.Malformed;
        }

        uint code = LittleEndian.ReadUInt32(body, offset);
        if (_isGranted && code == (uint)_acceptedCode)
        {
            // The answer to the right code was lost with its link.
            reply.AddByte(_reader.KeyCount);
            return SyncStatus.Ok;
        }

        if (!_isAsked)
        {
            return SyncStatus.OutOfOrder;
        }

        if (!_consent.IsGivenTo(this))
        {
            return _consent.HasExpired(this, now.UptimeMs) ? SyncStatus.Expired : SyncStatus.HoldButton;
        }

        return IsRight(code) ? Grant(now, (int)code, reply) : Refuse(now, reply);
    }

    /// <summary>Hands out rows of one stream.</summary>
    public SyncStatus Read(byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != ReadLength || body[offset] > ReleaseRows.Contacts)
        {
            return SyncStatus.Malformed;
        }

        if (!_isGranted)
        {
            return SyncStatus.OutOfOrder;
        }

        uint first = LittleEndian.ReadUInt32(body, offset + 1);
        if (first > int.MaxValue)
        {
            return SyncStatus.OutOfRange;
        }

        if (body[offset] == ReleaseRows.Keys)
        {
            _reader.AddKeys((int)first, reply);
        }
        else
        {
            _reader.AddContacts((int)first, reply);
        }

        return SyncStatus.Ok;
    }

    /// <summary>The client has all it wants.</summary>
    public SyncStatus End(TagTime now)
    {
        if (!_isGranted)
        {
            return SyncStatus.OutOfOrder;
        }

        _context.State.Audit(AuditEvent.ReleaseEnded, 0, _request.Mask, now.UtcMs);
        Reset();
        return _context.State.Save() ? SyncStatus.Ok : SyncStatus.Storage;
    }

    private bool IsRight(uint code)
    {
        byte[] releaseKey = AuthorityKeys.ReleaseKey(_context.Ports.Cipher, _context.Identity.BaseKey);
        int right = AuthorityKeys.Code(_context.Ports.Cipher, releaseKey, _challenge, _request);
        Array.Clear(releaseKey, 0, releaseKey.Length);
        return (code ^ (uint)right) == 0;
    }

    private SyncStatus Grant(TagTime now, int code, SyncReply reply)
    {
        byte[] before = _context.State.Copy();
        byte[] baseKey = new byte[DailyKeyChain.KeyLength];
        _context.Ports.Entropy.Fill(baseKey, 0, baseKey.Length);
        int day = SlotTime.DayOf(now.UtcMs);
        _context.State.WrongCodes = 0;
        _context.State.CodeLock = 0;
        _context.State.AddKey(SlotTime.SlotNumber(now.UtcMs), day, baseKey);
        _context.State.Audit(AuditEvent.Released, (int)_request.Kind, _request.Mask, now.UtcMs);
        if (!_context.State.SaveTwice())
        {
            _context.State.Restore(before);
            Array.Clear(baseKey, 0, baseKey.Length);
            return SyncStatus.Storage;
        }

        Array.Clear(before, 0, before.Length);
        _context.Host.Flush();
        _context.Host.Rekey(baseKey, day);
        Array.Clear(baseKey, 0, baseKey.Length);
        _isAsked = false;
        _isGranted = true;
        _acceptedCode = code;
        _consent.Clear();
        _reader.Open(_request);
        reply.AddByte(_reader.KeyCount);
        return SyncStatus.Ok;
    }

    // On flash before it is answered: switching the tag off and on gives no further tries.
    private SyncStatus Refuse(TagTime now, SyncReply reply)
    {
        int wrong = _context.State.WrongCodes + 1;
        bool isLocking = wrong >= LockOut.MaxFailures;
        _context.State.WrongCodes = isLocking ? 0 : wrong;
        if (isLocking)
        {
            _context.State.CodeLock++;
            _context.State.Audit(AuditEvent.Locked, 1, 0, now.UtcMs);
            _context.CodeLock.Lock(_context.State.CodeLock, now.UptimeMs);
            Reset();
            _consent.Clear();
        }

        if (!_context.State.Save())
        {
            Reset();
            return SyncStatus.Storage;
        }

        reply.AddByte(isLocking ? 0 : LockOut.MaxFailures - wrong);
        return SyncStatus.WrongCode;
    }

    private uint DrawChallenge()
    {
        byte[] random = new byte[4];
        _context.Ports.Entropy.Fill(random, 0, random.Length);
        return LittleEndian.ReadUInt32(random, 0) % AuthorityKeys.ChallengeLimit;
    }
}
