using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Random and spoiled frames against the tag's handlers, beside an honest client whose session has to survive them. After each frame nothing that needs
/// authentication may have happened; nothing may throw; no frame is answered by more than one message.
/// </summary>
public static class SyncFuzz
{
    private const int FramesPerTurn = 400;
    private const int StepMs = 7;
    private const int CorpusLimit = 400;

    /// <summary>Runs so many frames of the attacker.</summary>
    public static SyncFuzzResult Run(long frames, ulong seed)
    {
        var rig = new SyncFuzzRig();
        byte[] frame = new byte[SyncProtocol.MaxFrameLength + 3];
        long done = 0;
        long answered = 0;
        int windows = 0;
        int sessions = 0;
        int locks = 0;
        string? failure = null;
        while (done < frames && failure == null)
        {
            if (!rig.IsOpen)
            {
                windows++;
                rig.Press();
            }

            // In every other window the attacker is alone.
            if (windows % 2 == 0 && !rig.IsSessionOpen && rig.TryHonestSession())
            {
                sessions++;
            }

            if (rig.Corpus.Count > CorpusLimit)
            {
                rig.Corpus.RemoveRange(0, CorpusLimit / 2);
            }

            bool hadSession = rig.IsSessionOpen;
            int changes = rig.ChangeCount;
            int level = rig.LockLevel;
            string fingerprint = rig.Fingerprint();
            long until = Math.Min(frames, done + FramesPerTurn);
            while (done < until && rig.IsOpen && failure == null)
            {
                done++;
                long sent = rig.SentCount;
                int length = Make(frame, rig, seed, done);
                failure = Try(rig, frame, length);
                rig.Pass(StepMs);
                answered += rig.SentCount > sent ? 1 : 0;
                failure ??= rig.SentCount - sent > MaxFramesOfReply(rig) ? "more than one message in answer to a frame" : null;
            }

            locks += Math.Max(0, rig.LockLevel - level);
            failure ??= rig.ChangeCount != changes ? "something was changed without authentication" : null;
            failure ??= rig.Fingerprint() != fingerprint ? "the sync state changed without authentication" : null;
            failure ??= hadSession && rig.IsSessionOpen && !rig.TryAsk(SyncOperation.Status) ? "the honest client's session was broken" : null;
        }

        return new SyncFuzzResult
        {
            Frames = done,
            Answered = answered,
            Windows = windows,
            Sessions = sessions,
            Forged = rig.ForgedCount,
            Locks = locks,
            Failure = failure == null ? null : $"frame {done} of seed {seed}: {failure}",
        };
    }

    private static int MaxFramesOfReply(SyncFuzzRig rig) =>
        (SyncProtocol.MaxMessageLength / (rig.MaxFrameLength - SyncProtocol.FrameHeaderLength)) + 1;

    private static string? Try(SyncFuzzRig rig, byte[] frame, int length)
    {
        try
        {
            rig.Give(frame, length);
            return null;
        }
        catch (Exception exception)
        {
            return exception.GetType().Name + " " + exception.StackTrace;
        }
    }

    // What the attacker sends, by chance: noise, an old frame, a spoiled one, or a whole message of a plausible head.
    private static int Make(byte[] frame, SyncFuzzRig rig, ulong seed, long number)
    {
        ulong draw = Noise.Bits(seed, number, 1);
        int kind = (int)(draw % 8);
        int length = 1 + (int)((draw >> 8) % (ulong)frame.Length);
        if (kind == 0 || rig.Corpus.Count == 0)
        {
            Fill(frame, 0, length, seed, number);
            return length;
        }

        if (kind <= 3)
        {
            return MakeMessage(frame, (int)((draw >> 20) % 7), length, seed, number);
        }

        byte[] old = rig.Corpus[(int)((draw >> 32) % (ulong)rig.Corpus.Count)];
        Array.Copy(old, frame, old.Length);
        int spoiled = kind == 4 ? 0 : 1 + (int)((draw >> 40) % 3);
        for (int i = 0; i < spoiled; i++)
        {
            ulong where = Noise.Bits(seed, number, 2, i);
            frame[(int)(where % (ulong)old.Length)] ^= (byte)(1 << (int)((where >> 32) % 8));
        }

        return kind == 7 ? Math.Max(1, old.Length - (int)((draw >> 50) % 5)) : old.Length;
    }

    private static int MakeMessage(byte[] frame, int kind, int anyLength, ulong seed, long number)
    {
        (SyncMessageType type, int length) = kind switch
        {
            0 => (SyncMessageType.Hello, SyncProtocol.HelloLength),
            1 => (SyncMessageType.Proof, SyncProtocol.ProofLength),
            2 => (SyncMessageType.Challenge, SyncProtocol.ChallengeLength),
            3 => ((SyncMessageType)(anyLength & 0xFF), Math.Clamp(anyLength, 3, 250)),
            _ => (SyncMessageType.Sealed, Math.Clamp(anyLength, 24, 250)),
        };
        Fill(frame, 0, length + SyncProtocol.FrameHeaderLength, seed, number);

        // Mostly a number that is taken.
        frame[0] = (anyLength & 3) == 0 ? frame[0] : (byte)number;
        LittleEndian.WriteUInt16(frame, 1, 0);
        LittleEndian.WriteUInt16(frame, SyncProtocol.FrameHeaderLength, length);
        frame[SyncProtocol.FrameHeaderLength + 2] = (byte)type;
        if (kind == 0)
        {
            frame[6] = SyncProtocol.OldestVersion;
            frame[7] = SyncProtocol.Version;
        }
        else if (kind >= 4)
        {
            // A counter that would be right.
            LittleEndian.WriteUInt32(frame, SyncProtocol.FrameHeaderLength + 3, (uint)(kind - 3));
        }

        return length + SyncProtocol.FrameHeaderLength;
    }

    private static void Fill(byte[] frame, int offset, int count, ulong seed, long number)
    {
        for (int i = 0; i < count; i += 8)
        {
            ulong bits = Noise.Bits(seed, number, 3, i);
            for (int k = 0; k < 8 && i + k < count; k++)
            {
                frame[offset + i + k] = (byte)(bits >> (8 * k));
            }
        }
    }
}
