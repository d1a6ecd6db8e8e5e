using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>
/// One handshake and the requests after it over one link (docs/protocol.md 8.2 to 8.5). One request is open at a time; it is repeated,
/// byte for byte, until its reply is here or the time is over.
/// </summary>
public sealed class SyncConnection : IDisposable
{
    private const int AnswerMs = 8000;
    private const int SlowAnswerMs = 30000;
    private const int MaxRepeatMs = 4000;
    private const int VersionOffset = 3;
    private const int NonceOffset = 4;
    private const int ProofOffset = NonceOffset + SyncProtocol.NonceLength;

    private readonly IGattLink _link;
    private readonly ISyncClock _clock;
    private readonly SessionKeys _keys;
    private readonly FrameAssembler _frames = new(true);
    private readonly byte[] _message = new byte[SyncProtocol.MaxMessageLength];
    private readonly Func<int, byte[]> _random;
    private int _number;

    /// <summary>Nothing sent yet. <paramref name="random"/> gives so many random bytes; null for the system's.</summary>
    public SyncConnection(IGattLink link, ISyncClock clock, Func<int, byte[]>? random = null)
    {
        _link = link;
        _clock = clock;
        _random = random ?? RandomNumberGenerator.GetBytes;
        _keys = new SessionKeys(new HostCipher());
        _number = _random(1)[0];
    }

    /// <summary>The versions offered in Hello; a test may ask for others.</summary>
    public (int Oldest, int Newest) Versions { get; init; } = (SyncProtocol.OldestVersion, SyncProtocol.Version);

    /// <summary>Counter of the last request.</summary>
    internal uint Counter { get; set; }

    /// <summary>The claim secret that the tag turned out to have; null before that.</summary>
    internal byte[]? Claim { get; private set; }

    /// <summary>Shakes hands as the holder of one of <paramref name="claims"/>. Throws <see cref="SyncException"/>.</summary>
    public async Task AuthenticateAsync(ClaimRing claims)
    {
        byte[] hello = new byte[SyncProtocol.HelloLength];
        byte[] nonce = _random(SyncProtocol.NonceLength);
        Head(hello, hello.Length, SyncMessageType.Hello);
        hello[VersionOffset] = (byte)Versions.Oldest;
        hello[VersionOffset + 1] = (byte)Versions.Newest;
        nonce.CopyTo(hello, VersionOffset + 2);
        byte[] challenge = await ExchangeAsync(hello, hello.Length, AnswerMs, IsChallenge).ConfigureAwait(false);
        int version = challenge[VersionOffset];
        if (version < Versions.Oldest || version > Versions.Newest)
        {
            throw new SyncException(SyncFault.BadReply);
        }

        Claim = claims.Find(_keys, secret => _keys.Derive(secret, Versions.Oldest, Versions.Newest, version, nonce, 0, challenge, NonceOffset), challenge, ProofOffset)
            ?? throw new SyncException(SyncFault.UnknownTag);

        _keys.DeriveKeys();
        byte[] proof = new byte[SyncProtocol.ProofLength];
        Head(proof, proof.Length, SyncMessageType.Proof);
        _keys.ClientProof.CopyTo(proof, SyncProtocol.MessageHeaderLength);
        await ExchangeAsync(proof, proof.Length, AnswerMs, (message, length) => IsReply(message, length, 0)).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a request and returns the authenticated reply, whatever its status. Throws <see cref="SyncException"/> when none comes.
    /// </summary>
    public async Task<SyncReplyMessage> RequestAsync(SyncOperation operation, byte[] body)
    {
        uint counter = ++Counter;
        _message[SyncProtocol.SealedTextOffset] = (byte)operation;
        body.CopyTo(_message, SyncProtocol.SealedTextOffset + 1);
        int length = _keys.ClientBox.Seal(_message, body.Length + 1, SyncMessageType.Sealed, counter);
        int waitMs = IsSlow(operation) ? SlowAnswerMs : AnswerMs;
        byte[] reply = await ExchangeAsync(_message, length, waitMs, (message, count) => IsReply(message, count, counter)).ConfigureAwait(false);
        int textLength = _keys.TagBox.Open(reply, reply.Length);
        if (textLength < 2 || reply[SyncProtocol.SealedTextOffset] != (byte)operation)
        {
            throw new SyncException(SyncFault.BadReply);
        }

        int start = SyncProtocol.SealedTextOffset + 2;
        return new SyncReplyMessage((SyncStatus)reply[start - 1], reply[start..(SyncProtocol.SealedTextOffset + textLength)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Clear();
        _link.Dispose();
    }

    private static void Head(byte[] message, int length, SyncMessageType type)
    {
        LittleEndian.WriteUInt16(message, 0, length);
        message[2] = (byte)type;
    }

    private static bool IsSlow(SyncOperation operation) => operation
        is SyncOperation.ListBegin or SyncOperation.ListChunk or SyncOperation.ListEnd
        or SyncOperation.ReleaseCode or SyncOperation.ReadRelease or SyncOperation.Wipe;

    private static bool IsChallenge(byte[] message, int length) =>
        length == SyncProtocol.ChallengeLength && message[2] == (byte)SyncMessageType.Challenge;

    private bool IsReply(byte[] message, int length, uint counter) =>
        message[2] == (byte)SyncMessageType.SealedReply && _keys.TagBox.IsAuthentic(message, length) && SealedBox.CounterOf(message) == counter;

    private async Task<byte[]> ExchangeAsync(byte[] message, int length, int answerMs, Func<byte[], int, bool> isAnswer)
    {
        _number = (_number + 1) & 0xFF;
        _frames.TakeOnly(_number);
        long endMs = _clock.NowMs + answerMs;
        int repeatMs = SyncProtocol.RepeatMs;
        while (_clock.NowMs < endMs)
        {
            await SendAsync(message, length).ConfigureAwait(false);
            byte[]? answer = await ReceiveAsync(_clock.NowMs + repeatMs, isAnswer).ConfigureAwait(false);
            if (answer != null)
            {
                return answer;
            }

            // A slow answer is being worked on: asking less and less often spares the tag.
            repeatMs = answerMs > AnswerMs ? Math.Min(2 * repeatMs, MaxRepeatMs) : repeatMs;
        }

        throw new SyncException(SyncFault.NoAnswer);
    }

    private async Task SendAsync(byte[] message, int length)
    {
        byte[] frame = new byte[SyncProtocol.MaxFrameLength];
        int maxLength = Math.Clamp(_link.MaxFrameLength, SyncProtocol.MinFrameLength, SyncProtocol.MaxFrameLength);
        for (int place = 0; place < length;)
        {
            int count = FrameWriter.Write(message, length, place, _number, false, frame, maxLength);
            place += count - SyncProtocol.FrameHeaderLength;

            // The response to the last frame says that all have arrived; only then does the time for the reply begin.
            Task write = place < length ? _link.WriteAheadAsync(frame[..count]) : _link.WriteAsync(frame[..count]);
            await write.ConfigureAwait(false);
        }
    }

    // Null when the time is over. Messages that are no answer to this request are passed over.
    private async Task<byte[]?> ReceiveAsync(long untilMs, Func<byte[], int, bool> isAnswer)
    {
        while (true)
        {
            long leftMs = untilMs - _clock.NowMs;
            byte[]? frame = leftMs <= 0 ? null : await _link.ReadAsync((int)leftMs).ConfigureAwait(false);
            if (frame == null)
            {
                return null;
            }

            if (!_frames.Add(frame, frame.Length))
            {
                continue;
            }

            if (isAnswer(_frames.Message, _frames.Length))
            {
                return _frames.Message[.._frames.Length];
            }

            ThrowIfRefused();
        }
    }

    // Nothing in a Refusal is authenticated: it ends this attempt, and nothing more follows from it.
    private void ThrowIfRefused()
    {
        byte[] message = _frames.Message;
        if (_frames.Length != SyncProtocol.RefusalLength || message[2] != (byte)SyncMessageType.Refusal)
        {
            return;
        }

        SyncFault fault = (SyncFault)message[3];
        throw new SyncException(Enum.IsDefined(fault) ? fault : SyncFault.BadReply, LittleEndian.ReadUInt16(message, 4));
    }
}
