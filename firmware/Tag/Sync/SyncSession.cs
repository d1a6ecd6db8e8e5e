using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// One client at a time: frames in, messages together, handshake, sealed requests, replies out (docs/protocol.md 8.2 to 8.5). Whatever a
/// client sends, nothing here throws, grows or blocks, and without the claim secret nothing behind it is reached.
/// </summary>
public sealed class SyncSession
{
    /// <summary>Hellos answered in one window.</summary>
    public const int MaxHellos = 40;

    private const int VersionOffset = 3;
    private const int HelloNonceOffset = 5;
    private const int ChallengeNonceOffset = 4;
    private const int ChallengeProofOffset = ChallengeNonceOffset + SyncProtocol.NonceLength;

    private readonly SyncContext _context;
    private readonly SyncDesk _desk;
    private readonly ISyncService _service;
    private readonly SessionKeys _keys;
    private readonly FrameAssembler _frames = new FrameAssembler(false);
    private readonly SyncReply _reply = new SyncReply();
    private readonly byte[] _hello = new byte[SyncProtocol.HelloLength];
    private readonly byte[] _frame;
    private readonly byte[] _nonce = new byte[SyncProtocol.NonceLength];
    private readonly byte[] _refusal = new byte[SyncProtocol.RefusalLength];
    private SessionPhase _phase;
    private uint _lastCounter;
    private int _replyLength;
    private int _helloCount;

    /// <summary>
    /// Answers through <paramref name="context"/>'s sync service and has <paramref name="desk"/> do what is asked. Frames to send are made in
    /// <paramref name="frame"/>, which may be the one that the last frame was received in.
    /// </summary>
    public SyncSession(SyncContext context, SyncDesk desk, byte[] frame)
    {
        _frame = frame;
        _context = context;
        _desk = desk;
        _service = context.Ports.Sync;
        _keys = new SessionKeys(context.Ports.Cipher);
    }

    /// <summary>Whether a client is authenticated.</summary>
    public bool IsOpen
    {
        get { return _phase == SessionPhase.Open; }
    }

    /// <summary>Whether the window has to close: three wrong proofs, or more Hellos than any client needs.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Uptime of the last message that passed its MAC.</summary>
    public long LastGoodMs { get; private set; }

    /// <summary>Uptime of the last frame of anybody; 0 before the first.</summary>
    public long LastFrameMs { get; private set; }

    /// <summary>Messages whose MAC was wrong, ever.</summary>
    public int ForgedCount { get; private set; }

    /// <summary>The link came or went: whoever was there has to prove himself anew.</summary>
    public void EndSession()
    {
        _phase = SessionPhase.Idle;
        _keys.Clear();
        _frames.TakeAny();
        _replyLength = 0;
        _lastCounter = 0;
    }

    /// <summary>Whether the session has been silent for too long.</summary>
    public bool IsSilent(long uptimeMs)
    {
        return IsOpen && uptimeMs - LastGoodMs >= SyncProtocol.IdleMs;
    }

    /// <summary>Takes one frame. True when it makes a message whole, for <see cref="Answer"/> to be called at once.</summary>
    public bool OnFrame(TagTime now, byte[] frame, int length)
    {
        if (now.UptimeMs - LastFrameMs >= SyncProtocol.NumberResetMs)
        {
            _frames.TakeAny();
        }

        LastFrameMs = now.UptimeMs;
        return _frames.Add(frame, length);
    }

    /// <summary>Does what the last message asks, and answers. <paramref name="leftSeconds"/>: to the end of the window.</summary>
    public void Answer(TagTime now, int leftSeconds)
    {
        byte[] message = _frames.Message;
        int length = _frames.Length;
        switch ((SyncMessageType)message[2])
        {
            case SyncMessageType.Hello when length == SyncProtocol.HelloLength:
                OnHello(now, message);
                break;
            case SyncMessageType.Proof when length == SyncProtocol.ProofLength:
                OnProof(now, message, leftSeconds);
                break;
            case SyncMessageType.Sealed when length > SyncProtocol.SealedOverhead:
                OnSealed(now, message, length, leftSeconds);
                break;
            default:
                Refuse(SyncStatus.Malformed, 0);
                break;
        }
    }

    private void OnHello(TagTime now, byte[] message)
    {
        int locked = _context.ProofLock.LeftSeconds(now.UptimeMs);
        if (locked > 0)
        {
            Refuse(SyncStatus.Locked, locked);
        }
        else if (_phase == SessionPhase.Challenged && ConstantTime.AreEqual(message, 0, _hello, 0, SyncProtocol.HelloLength))
        {
            SendReply();
        }
        else if (IsOpen && now.UptimeMs - LastGoodMs < SyncProtocol.BusyMs)
        {
            Refuse(SyncStatus.Busy, SyncProtocol.BusyMs / 1000);
        }
        else if (_helloCount >= MaxHellos)
        {
            IsClosing = true;
            Refuse(SyncStatus.Busy, SyncProtocol.WindowMs / 1000);
        }
        else
        {
            Challenge(message);
        }
    }

    private void Challenge(byte[] message)
    {
        int oldest = message[VersionOffset];
        int newest = message[VersionOffset + 1];
        if (oldest > SyncProtocol.Version || newest < SyncProtocol.OldestVersion || oldest > newest)
        {
            Refuse(SyncStatus.Version, SyncProtocol.OldestVersion + (SyncProtocol.Version << 8));
            return;
        }

        _helloCount++;
        _keys.Clear();
        Array.Copy(message, _hello, SyncProtocol.HelloLength);
        int version = newest < SyncProtocol.Version ? newest : SyncProtocol.Version;
        _context.Ports.Entropy.Fill(_nonce, 0, SyncProtocol.NonceLength);
        _keys.Derive(_context.Identity.ClaimSecret, oldest, newest, version, message, HelloNonceOffset, _nonce, 0);
        byte[] reply = _reply.Buffer;
        LittleEndian.WriteUInt16(reply, 0, SyncProtocol.ChallengeLength);
        reply[2] = (byte)SyncMessageType.Challenge;
        reply[VersionOffset] = (byte)version;
        Array.Copy(_nonce, 0, reply, ChallengeNonceOffset, SyncProtocol.NonceLength);
        Array.Copy(_keys.TagProof, 0, reply, ChallengeProofOffset, SyncProtocol.MacLength);
        _replyLength = SyncProtocol.ChallengeLength;
        _phase = SessionPhase.Challenged;
        SendReply();
    }

    private void OnProof(TagTime now, byte[] message, int leftSeconds)
    {
        bool isRight = _phase != SessionPhase.Idle
            && ConstantTime.AreEqual(message, SyncProtocol.MessageHeaderLength, _keys.ClientProof, 0, SyncProtocol.MacLength);
        if (_phase == SessionPhase.Challenged)
        {
            if (isRight)
            {
                Welcome(now, leftSeconds);
            }
            else
            {
                OnWrongProof(now);
            }
        }
        else if (isRight && _lastCounter == 0)
        {
            // A repeat: Welcome got lost.
            SendReply();
        }
        else
        {
            Refuse(SyncStatus.NoSession, 0);
        }
    }

    private void Welcome(TagTime now, int leftSeconds)
    {
        _keys.DeriveKeys();
        _phase = SessionPhase.Open;
        _lastCounter = 0;
        LastGoodMs = now.UptimeMs;
        OnAuthenticated(now);
        _desk.OnSession();
        _reply.Begin(SyncOperation.Welcome);
        _reply.AddUInt16(leftSeconds);
        _reply.AddUInt16(SyncProtocol.MaxMessageLength);
        _reply.End(SyncStatus.Ok, true);
        SealReply(0);
    }

    // One write of flash for each session, and none while the tag is being wiped.
    private void OnAuthenticated(TagTime now)
    {
        if (!_desk.Wipe.IsDone)
        {
            _context.State.WrongProofs = 0;
            _context.State.ProofLock = 0;
            _context.State.Audit(AuditEvent.Synced, 0, 0, now.UtcMs);
            _context.State.Save();
        }
    }

    // The count is on flash before the answer is on the air: switching the tag off and on gives no further tries.
    private void OnWrongProof(TagTime now)
    {
        EndSession();
        int wrong = _context.State.WrongProofs + 1;
        if (wrong >= LockOut.MaxFailures)
        {
            _context.State.WrongProofs = 0;
            _context.State.ProofLock++;
            _context.State.Audit(AuditEvent.Locked, 0, 0, now.UtcMs);
            _context.ProofLock.Lock(_context.State.ProofLock, now.UptimeMs);
            IsClosing = true;
        }
        else
        {
            _context.State.WrongProofs = wrong;
        }

        if (!_desk.Wipe.IsDone)
        {
            _context.State.Save();
        }

        Refuse(SyncStatus.WrongKey, _context.ProofLock.LeftSeconds(now.UptimeMs));
    }

    private void OnSealed(TagTime now, byte[] message, int length, int leftSeconds)
    {
        if (!IsOpen)
        {
            Refuse(SyncStatus.NoSession, 0);
            return;
        }

        if (!_keys.ClientBox.IsAuthentic(message, length))
        {
            ForgedCount++;
            return;
        }

        uint counter = SealedBox.CounterOf(message);
        if (counter == _lastCounter + 1)
        {
            LastGoodMs = now.UptimeMs;
            _lastCounter = counter;
            int textLength = _keys.ClientBox.Open(message, length);
            _desk.Handle(now, message, SyncProtocol.SealedTextOffset, textLength, leftSeconds, _reply);
            Array.Clear(message, 0, length);
            SealReply(counter);
        }
        else if (counter == _lastCounter && counter != 0)
        {
            LastGoodMs = now.UptimeMs;
            SendReply();
        }
    }

    private void SealReply(uint counter)
    {
        _replyLength = _keys.TagBox.Seal(_reply.Buffer, _reply.TextLength, SyncMessageType.SealedReply, counter);
        SendReply();
    }

    private void Refuse(SyncStatus status, int waitSeconds)
    {
        LittleEndian.WriteUInt16(_refusal, 0, SyncProtocol.RefusalLength);
        _refusal[2] = (byte)SyncMessageType.Refusal;
        _refusal[3] = (byte)status;
        LittleEndian.WriteUInt16(_refusal, 4, waitSeconds > 0xFFFF ? 0xFFFF : waitSeconds);
        Send(_refusal, SyncProtocol.RefusalLength);
    }

    private void SendReply()
    {
        Send(_reply.Buffer, _replyLength);
    }

    // A frame that nobody takes ends it: the client will repeat its request.
    private void Send(byte[] message, int length)
    {
        int maxLength = _service.MaxFrameLength;
        if (maxLength > SyncProtocol.MaxFrameLength)
        {
            maxLength = SyncProtocol.MaxFrameLength;
        }
        else if (maxLength < SyncProtocol.MinFrameLength)
        {
            maxLength = SyncProtocol.MinFrameLength;
        }

        int place = 0;
        bool isSent = true;
        while (place < length && isSent)
        {
            int count = FrameWriter.Write(message, length, place, _frames.Number, true, _frame, maxLength);
            isSent = _service.Send(_frame, count);
            place += count - SyncProtocol.FrameHeaderLength;
        }
    }
}
