using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>
/// The operations of docs/protocol.md 8.6 as methods, over one authenticated connection. A status that is not ok becomes a <see cref="SyncException"/>, and so does a
/// reply that cannot be.
/// </summary>
public sealed class TagClient(SyncConnection connection, ISyncClock clock)
{
    /// <summary>Bytes of the longest list chunk.</summary>
    public const int MaxChunkLength = SyncProtocol.MaxTextLength - 3;

    // Next chunk (2), list status (1).
    private const int ListAnswerLength = 3;
    private const int TimeTries = 5;
    private const int GoodErrorMs = 150;

    /// <summary>Cell, clock, versions.</summary>
    public async Task<StatusReport> GetStatusAsync()
    {
        byte[] body = await AskAsync(SyncOperation.Status, [], StatusReport.Length).ConfigureAwait(false);
        StatusReport report = new();
        report.Read(body, 0);
        return report;
    }

    /// <summary>The event counters in the firmware's order.</summary>
    public async Task<uint[]> GetCountersAsync()
    {
        byte[] body = await AskAsync(SyncOperation.Counters, [], -1).ConfigureAwait(false);
        return body.Length >= 1 && body.Length == 1 + (4 * body[0])
            ? [.. Enumerable.Range(0, body[0]).Select(i => LittleEndian.ReadUInt32(body, 1 + (4 * i)))]
            : throw new SyncException(SyncFault.BadReply);
    }

    /// <summary>Contacts of the last 21 local days, newest first.</summary>
    public async Task<IReadOnlyList<DayCount>> GetDaysAsync()
    {
        const int Days = 21;
        byte[] body = await AskAsync(SyncOperation.Days, [], 4 + (4 * Days)).ConfigureAwait(false);
        int newest = (int)LittleEndian.ReadUInt32(body, 0);
        return [.. Enumerable.Range(0, Days)
            .Select(i => new DayCount(newest - i, LittleEndian.ReadUInt16(body, 4 + (4 * i)), LittleEndian.ReadUInt16(body, 6 + (4 * i))))];
    }

    /// <summary>Coverage of the last eight days, bytes as in docs/protocol.md 5.10.</summary>
    public Task<byte[]> GetCoverageAsync() => AskAsync(SyncOperation.Coverage, [], 192);

    /// <summary>What the log holds and what is missing from it.</summary>
    public async Task<LogSummary> GetLogAsync() => LogSummary.Read(await AskAsync(SyncOperation.Log, [], LogSummary.Length).ConfigureAwait(false));

    /// <summary>The tag's own audit log, oldest first, the last twelve at most.</summary>
    public async Task<IReadOnlyList<AuditEntry>> GetAuditAsync()
    {
        const int Capacity = 12;
        const int EntryLength = 16;
        byte[] body = await AskAsync(SyncOperation.Audit, [], 4 + (Capacity * EntryLength)).ConfigureAwait(false);
        int count = (int)Math.Min(LittleEndian.ReadUInt32(body, 0), Capacity);
        return [.. Enumerable.Range(0, count).Select(i => 4 + (i * EntryLength)).Select(at => new AuditEntry(
            LittleEndian.ReadUInt32(body, at), LittleEndian.ReadUInt32(body, at + 4), body[at + 8], body[at + 9], LittleEndian.ReadUInt32(body, at + 12)))];
    }

    /// <summary>
    /// Sets the tag's clock by the client's, and returns the correction in milliseconds. Marks are taken until one is good, five at
    /// most; the best counts.
    /// </summary>
    public async Task<long> SetTimeAsync()
    {
        for (int tried = 1; ; tried++)
        {
            long beforeMs = clock.NowMs;
            long beforeUtcMs = clock.UtcMs;
            byte[] mark = await AskAsync(SyncOperation.Mark, [], 9).ConfigureAwait(false);
            long spanMs = clock.NowMs - beforeMs;
            int errorMs = (int)Math.Min((spanMs / 2) + 1 + clock.ErrorMs, int.MaxValue);
            if (errorMs <= GoodErrorMs || tried == TimeTries)
            {
                byte[] body = new byte[13];
                body[0] = mark[0];
                LittleEndian.WriteInt64(body, 1, beforeUtcMs + (spanMs / 2));
                LittleEndian.WriteUInt32(body, 9, (uint)errorMs);
                return LittleEndian.ReadInt64(await AskAsync(SyncOperation.SetTime, body, 8).ConfigureAwait(false), 0);
            }
        }
    }

    /// <summary>Has the tag vibrate and blink for 1 to 30 seconds.</summary>
    public Task FindAsync(int seconds) => AskAsync(SyncOperation.Find, [(byte)seconds], 0);

    /// <summary>The settings in force.</summary>
    public async Task<TagSettings> GetSettingsAsync()
    {
        TagSettings settings = new();
        settings.Read(await AskAsync(SyncOperation.Settings, [], TagSettings.Length).ConfigureAwait(false), 0);
        return settings;
    }

    /// <summary>Hands over settings as the authority signed them: 25 bytes.</summary>
    public Task ChangeSettingsAsync(byte[] settings) => AskAsync(SyncOperation.ChangeSettings, settings, 0);

    /// <summary>
    /// Sends an exposure list, from where the tag has it, and returns the verdict. After a lost link, or in another window, call it again
    /// with the same list. A list that the tag has had before is not sent at all. What the tag had of it and finds damaged is sent once more.
    /// </summary>
    public async Task<byte[]> SendListAsync(byte[] header, IReadOnlyList<byte[]> chunks)
    {
        try
        {
            await SendChunksAsync(header, chunks).ConfigureAwait(false);
        }
        catch (SyncException exception) when (exception.ListStatus == ExposureStatus.BadSum)
        {
            await SendChunksAsync(header, chunks).ConfigureAwait(false);
        }

        return await AskAsync(SyncOperation.ListEnd, [], ExposureVerdict.Length).ConfigureAwait(false);
    }

    /// <summary>The verdict of the last list, which may say that it is still being checked; null when the tag has none.</summary>
    public async Task<byte[]?> GetVerdictAsync()
    {
        SyncReplyMessage reply = await connection.RequestAsync(SyncOperation.Verdict, []).ConfigureAwait(false);
        bool isNone = reply.Status is SyncStatus.OutOfOrder or SyncStatus.Incomplete or SyncStatus.NotSupported;
        return isNone ? null : Checked(reply, ExposureVerdict.Length);
    }

    /// <summary>Asks the wearer to release days, and returns the challenge for the officer.</summary>
    public async Task<uint> AskReleaseAsync(ReleaseRequest request)
    {
        byte[] body = new byte[ReleaseRequest.Length];
        request.Write(body, 0);
        return LittleEndian.ReadUInt32(await AskAsync(SyncOperation.AskRelease, body, 6).ConfigureAwait(false), 0);
    }

    /// <summary>Hands over the officer's code; throws with <see cref="SyncFault.HoldButton"/> until the wearer has agreed.</summary>
    public Task GiveCodeAsync(int code)
    {
        byte[] body = new byte[4];
        LittleEndian.WriteUInt32(body, 0, (uint)code);
        return AskAsync(SyncOperation.ReleaseCode, body, 1);
    }

    /// <summary>Key rows from <paramref name="first"/> on, and whether they are the last.</summary>
    public async Task<(IReadOnlyList<ReleasedKey> Rows, bool IsLast)> ReadKeysAsync(int first)
    {
        (byte[] body, int count, bool isLast) = await ReadRowsAsync(ReleaseRows.Keys, first, ReleaseRows.KeyLength).ConfigureAwait(false);
        return ([.. Enumerable.Range(0, count).Select(i => ReleaseRows.HeaderLength + (i * ReleaseRows.KeyLength)).Select(at =>
            new ReleasedKey((int)LittleEndian.ReadUInt32(body, at), body[at + 4], body[at + 5], body[(at + 6)..(at + ReleaseRows.KeyLength)]))], isLast);
    }

    /// <summary>Contact rows from <paramref name="first"/> on, and whether they are the last.</summary>
    public async Task<(IReadOnlyList<ReleasedContact> Rows, bool IsLast)> ReadContactsAsync(int first)
    {
        (byte[] body, int count, bool isLast) = await ReadRowsAsync(ReleaseRows.Contacts, first, ReleaseRows.ContactLength).ConfigureAwait(false);
        return ([.. Enumerable.Range(0, count).Select(i => ReleaseRows.HeaderLength + (i * ReleaseRows.ContactLength)).Select(at =>
            new ReleasedContact(LittleEndian.ReadUInt32(body, at), body[at + 4], body[at + 5], body[(at + 6)..(at + ReleaseRows.ContactLength)]))], isLast);
    }

    /// <summary>Ends the release.</summary>
    public Task EndReleaseAsync() => AskAsync(SyncOperation.EndRelease, [], 0);

    /// <summary>Asks the wearer to wipe; returns the token that <see cref="WipeAsync"/> acknowledges with.</summary>
    public async Task<byte[]> AskWipeAsync(bool isForReturn) =>
        (await AskAsync(SyncOperation.AskWipe, [(byte)(isForReturn ? 1 : 0)], 12).ConfigureAwait(false))[..8];

    /// <summary>Wipes and returns the 37 bytes of the certificate; throws with <see cref="SyncFault.HoldButton"/> until the wearer has agreed.</summary>
    public Task<byte[]> WipeAsync(byte[] token) => AskAsync(SyncOperation.Wipe, token, WipeCertificate.Length);

    /// <summary>The certificate of the wipe, again.</summary>
    public Task<byte[]> GetCertificateAsync() => AskAsync(SyncOperation.Certificate, [], WipeCertificate.Length);

    /// <summary>Ends the session; the tag closes its window.</summary>
    public Task SayByeAsync() => AskAsync(SyncOperation.Bye, [], 0);

    private async Task<(byte[] Body, int Count, bool IsLast)> ReadRowsAsync(int stream, int first, int rowLength)
    {
        byte[] request = new byte[5];
        request[0] = (byte)stream;
        LittleEndian.WriteUInt32(request, 1, (uint)first);
        byte[] body = await AskAsync(SyncOperation.ReadRelease, request, -1).ConfigureAwait(false);
        bool isRight = body.Length >= ReleaseRows.HeaderLength
            && LittleEndian.ReadUInt32(body, 0) == (uint)first
            && body.Length == ReleaseRows.HeaderLength + (body[4] * rowLength);
        return isRight ? (body, body[4], body[5] == 1) : throw new SyncException(SyncFault.BadReply);
    }

    private async Task SendChunksAsync(byte[] header, IReadOnlyList<byte[]> chunks)
    {
        byte[] answer = await AskAsync(SyncOperation.ListBegin, header, ListAnswerLength).ConfigureAwait(false);
        int next = LittleEndian.ReadUInt16(answer, 0);
        for (int sent = 0; next < chunks.Count; sent++)
        {
            if (sent > chunks.Count)
            {
                // A tag that never has enough.
                throw new SyncException(SyncFault.BadReply);
            }

            byte[] body = new byte[2 + chunks[next].Length];
            LittleEndian.WriteUInt16(body, 0, next);
            chunks[next].CopyTo(body, 2);
            answer = await AskAsync(SyncOperation.ListChunk, body, ListAnswerLength).ConfigureAwait(false);
            next = LittleEndian.ReadUInt16(answer, 0);
        }
    }

    // A length of -1 is any.
    private async Task<byte[]> AskAsync(SyncOperation operation, byte[] body, int replyLength) =>
        Checked(await connection.RequestAsync(operation, body).ConfigureAwait(false), replyLength);

    private static byte[] Checked(SyncReplyMessage reply, int replyLength)
    {
        if (reply.Status != SyncStatus.Ok)
        {
            throw FaultOf(reply);
        }

        return replyLength < 0 || reply.Body.Length == replyLength ? reply.Body : throw new SyncException(SyncFault.BadReply);
    }

    /// <summary>What a reply whose status is not ok means (docs/protocol.md 8.7).</summary>
    internal static SyncException FaultOf(SyncReplyMessage reply)
    {
        SyncFault fault = (SyncFault)(int)reply.Status;
        fault = Enum.IsDefined(fault) ? fault : SyncFault.BadReply;
        int wait = reply.Body.Length == 1 ? reply.Body[0] : reply.Body.Length == 2 ? LittleEndian.ReadUInt16(reply.Body, 0) : 0;
        return reply.Body.Length == ListAnswerLength
            ? new SyncException(fault, (ExposureStatus)reply.Body[ListAnswerLength - 1])
            : new SyncException(fault, wait);
    }
}
