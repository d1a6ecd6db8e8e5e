using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Sync;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// The firmware's sync window with nothing around it, and an honest client that knows the claim secret: the smallest thing that takes
/// millions of frames. Counts what an unauthenticated frame must never cause.
/// </summary>
public sealed class SyncFuzzRig : ISyncHost, ISyncService
{
    private const long StartUtcMs = 1598932800000;
    private const int FailureBytes = 4;

    private readonly SyncContext _context;
    private readonly SyncWindow _window;
    private readonly SyncState _state;
    private readonly TagHardware _hardware = new(new Battery(1000, 1), 1);
    private readonly TagTime _now = new() { UtcMs = StartUtcMs, IsUtcKnown = true };
    private readonly SessionKeys _client;
    private readonly FrameAssembler _replies = new(true);
    private ISyncSink? _sink;
    private byte[] _reply = [];
    private uint _counter;
    private int _number;

    /// <summary>A tag whose window is shut.</summary>
    public SyncFuzzRig()
    {
        var files = new SimulatedFlash();
        var counters = new TagCounters();
        var identity = new IdentityImage { Serial = 1, CreationDay = 18500, UtcOffsetMinutes = 420 };
        Noise.Bytes(32, 3, 1).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(16, 3, 2).CopyTo(identity.ClaimSecret, 0);
        var log = new ContactLog(files, _hardware, new LogCipher(_hardware, identity.BaseKey), counters);
        log.Open();
        _state = new SyncState(files, new StateStore(files, counters, StateStore.SyncName));
        _context = new SyncContext
        {
            Ports = new TagPorts { Sync = this, Files = files, Entropy = _hardware, Cipher = _hardware },
            Host = this,
            Identity = identity,
            Timekeeper = new Timekeeper(counters),
            Counters = counters,
            Book = new ContactBook(log, counters, identity.UtcOffsetMinutes, 7),
            Log = log,
            Budget = new PowerBudget(ChargeProfile.ReferenceBoard(), ChargeProfile.DefaultCapacityMilliampHours, identity.UtcOffsetMinutes),
            Battery = new BatteryMonitor(_hardware),
            State = _state,
        };
        _window = new SyncWindow(_context);
        _client = new SessionKeys(_hardware);
    }

    /// <inheritdoc/>
    public int MaxFrameLength { get; set; } = 182;

    /// <summary>Whether the window is open.</summary>
    public bool IsOpen => _window.IsOpen;

    /// <summary>Whether the honest client's session is.</summary>
    public bool IsSessionOpen => _window.IsSessionOpen;

    /// <summary>Calls that change something: clock, key, settings, log, wipe.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>Frames that the tag sent.</summary>
    public long SentCount { get; private set; }

    /// <summary>Messages whose MAC was wrong.</summary>
    public int ForgedCount => _window.ForgedCount;

    /// <summary>Closings in a row for wrong proofs.</summary>
    public int LockLevel => _state.ProofLock;

    /// <summary>Frames that the honest client has sent, to be spoiled and played again by others.</summary>
    public List<byte[]> Corpus { get; } = [];

    /// <summary>A press, in the next minute or as soon as the lock permits; and the service is up.</summary>
    public void Press()
    {
        for (int i = 0; i < 200 && !_window.IsActive; i++)
        {
            Pass(60000);
            _window.OnPress(_now.UptimeMs);
        }

        _window.Open(_now);
        _sink!.OnLink(true);
        _window.Advance(_now);
    }

    /// <summary>Time passes.</summary>
    public void Pass(long milliseconds)
    {
        _now.UptimeMs += milliseconds;
        _now.UtcMs += milliseconds;
        _now.IsUtcKnown = true;
    }

    /// <summary>One frame reaches the tag, which does what it does.</summary>
    public void Give(byte[] frame, int length)
    {
        _sink!.OnFrame(frame, length);
        _window.Advance(_now);
    }

    /// <summary>What must not change without authentication: the sync state but for the counts of failures and the audit of locks.</summary>
    public string Fingerprint()
    {
        byte[] copy = _state.Copy();
        Array.Clear(copy, 0, FailureBytes);
        Array.Clear(copy, 136, copy.Length - 136);
        return Convert.ToHexString(SHA256.HashData(copy));
    }

    /// <summary>The honest client shakes hands and asks for the status. False when the tag did not let it.</summary>
    public bool TryHonestSession()
    {
        byte[] hello = new byte[SyncProtocol.HelloLength];
        LittleEndian.WriteUInt16(hello, 0, hello.Length);
        hello[2] = (byte)SyncMessageType.Hello;
        hello[3] = SyncProtocol.OldestVersion;
        hello[4] = SyncProtocol.Version;
        Noise.Bytes(16, 17, ++_number).CopyTo(hello, 5);
        Pass(SyncProtocol.BusyMs);
        if (!Exchange(hello, hello.Length, SyncMessageType.Challenge))
        {
            return false;
        }

        _client.Derive(_context.Identity.ClaimSecret, 1, 1, 1, hello, 5, _reply, 4);
        _client.DeriveKeys();
        byte[] proof = new byte[SyncProtocol.ProofLength];
        LittleEndian.WriteUInt16(proof, 0, proof.Length);
        proof[2] = (byte)SyncMessageType.Proof;
        _client.ClientProof.CopyTo(proof, 3);
        _counter = 0;
        return Exchange(proof, proof.Length, SyncMessageType.SealedReply) && TryAsk(SyncOperation.Status);
    }

    /// <summary>The honest client asks for something without a body. False when its answer is missing or wrong.</summary>
    public bool TryAsk(SyncOperation operation)
    {
        byte[] message = new byte[SyncProtocol.MaxMessageLength];
        message[SyncProtocol.SealedTextOffset] = (byte)operation;
        int length = _client.ClientBox.Seal(message, 1, SyncMessageType.Sealed, ++_counter);
        return Exchange(message, length, SyncMessageType.SealedReply)
            && _client.TagBox.IsAuthentic(_reply, _reply.Length) && SealedBox.CounterOf(_reply) == _counter;
    }

    /// <inheritdoc/>
    bool ISyncService.Start(ISyncSink sink, int cellPercent)
    {
        _sink = sink;
        return true;
    }

    /// <inheritdoc/>
    bool ISyncService.Send(byte[] frame, int length)
    {
        SentCount++;
        if (_replies.Add(frame, length))
        {
            _reply = _replies.Message[.._replies.Length];
        }

        return true;
    }

    /// <inheritdoc/>
    void ISyncService.Stop()
    {
    }

    /// <inheritdoc/>
    void ISyncHost.SetUtc(TagTime now, long utcMs, int errorMs) => ChangeCount++;

    /// <inheritdoc/>
    void ISyncHost.Rekey(byte[] baseKey, int creationDay) => ChangeCount++;

    /// <inheritdoc/>
    void ISyncHost.Apply(TagSettings settings) => ChangeCount++;

    /// <inheritdoc/>
    void ISyncHost.Flush() => ChangeCount++;

    /// <inheritdoc/>
    void ISyncHost.Show(Signal signal, long uptimeMs)
    {
    }

    /// <inheritdoc/>
    void ISyncHost.OnWiped() => ChangeCount++;

    private bool Exchange(byte[] message, int length, SyncMessageType answer)
    {
        _number++;
        _replies.TakeOnly(_number);
        _reply = [];

        // Silence first: the attacker's numbers are forgotten.
        Pass(SyncProtocol.NumberResetMs);
        for (int place = 0; place < length;)
        {
            byte[] frame = new byte[SyncProtocol.MinFrameLength];
            int count = FrameWriter.Write(message, length, place, _number, false, frame, frame.Length);
            Corpus.Add(frame[..count]);
            Give(frame, count);
            place += count - SyncProtocol.FrameHeaderLength;
        }

        return _reply.Length > 2 && _reply[2] == (byte)answer;
    }
}
