using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Carries out the operations of an authenticated client (docs/protocol.md 8.6): one method call for each, a status and a body for the
/// reply. Knows nothing of links, keys and counters; a request comes here once.
/// </summary>
public sealed class SyncDesk
{
    // Above the low limit, so that the cell does not give out in the middle.
    private const int MinMillivolts = BatteryMonitor.LowMillivolts + 50;
    private const int MaxFindSeconds = 30;

    private readonly SyncContext _context;
    private readonly Reports _reports;
    private readonly TimeDesk _time;
    private readonly ListDesk _list;
    private readonly SettingsDesk _settings;
    private long _findUntilMs;

    /// <summary>Desks of the tag behind <paramref name="context"/>.</summary>
    public SyncDesk(SyncContext context)
    {
        _context = context;
        _reports = new Reports(context);
        _time = new TimeDesk(context);
        _list = new ListDesk(context);
        _settings = new SettingsDesk(context);
        Release = new ReleaseDesk(context, Consent);
        Wipe = new WipeDesk(context, Consent);
    }

    /// <summary>What the wearer is being asked.</summary>
    public Consent Consent { get; } = new Consent();

    /// <summary>Releases.</summary>
    public ReleaseDesk Release { get; }

    /// <summary>Wipes.</summary>
    public WipeDesk Wipe { get; }

    /// <summary>Whether the client has said goodbye.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Another session in the same window: what a lost link must not undo stays.</summary>
    public void OnSession()
    {
        _time.Reset();
        IsOver = false;
    }

    /// <summary>The window is closed: every permission ends.</summary>
    public void OnClosed()
    {
        Consent.Clear();
        Release.Reset();
        Wipe.Reset();
        _time.Reset();
        _findUntilMs = 0;
        IsOver = false;
    }

    /// <summary>Repeats what the wearer has to notice: being asked, and being looked for.</summary>
    public void ShowDue(long uptimeMs)
    {
        if (Consent.IsAsking(uptimeMs))
        {
            _context.Host.Show(Signal.ConsentAsked, uptimeMs);
        }
        else if (uptimeMs < _findUntilMs)
        {
            _context.Host.Show(Signal.Found, uptimeMs);
        }
    }

    /// <summary>
    /// Carries out one request: operation at <paramref name="offset"/>, body behind it, <paramref name="length"/> bytes together. The reply is
    /// complete when it returns. <paramref name="leftSeconds"/>: to the end of the window.
    /// </summary>
    public void Handle(TagTime now, byte[] text, int offset, int length, int leftSeconds, SyncReply reply)
    {
        SyncOperation operation = (SyncOperation)text[offset];
        reply.Begin(operation);
        SyncStatus status = IsAllowed(operation)
            ? Dispatch(now, operation, text, offset + 1, length - 1, leftSeconds, reply)
            : SyncStatus.OutOfOrder;
        bool isList = operation == SyncOperation.ListBegin || operation == SyncOperation.ListChunk;
        reply.End(status, isList || status == SyncStatus.Ok || status == SyncStatus.WrongCode || status == SyncStatus.Locked);
    }

    // What is wiped must not be written again, and there is nothing left to tell.
    private bool IsAllowed(SyncOperation operation)
    {
        return !Wipe.IsDone || operation == SyncOperation.Certificate || operation == SyncOperation.Bye;
    }

    private SyncStatus Dispatch(TagTime now, SyncOperation operation, byte[] text, int offset, int length, int leftSeconds, SyncReply reply)
    {
        switch (operation)
        {
            case SyncOperation.SetTime:
                return NeedCell(out SyncStatus time) ? _time.Set(now, text, offset, length, reply) : time;
            case SyncOperation.Find:
                return Find(now, text, offset, length);
            case SyncOperation.ChangeSettings:
                return NeedCell(out SyncStatus settings) ? _settings.Change(now, text, offset, length) : settings;
            case SyncOperation.ListBegin:
                return NeedCell(out SyncStatus begin) ? _list.Begin(text, offset, length, reply) : begin;
            case SyncOperation.ListChunk:
                return NeedCell(out SyncStatus chunk) ? _list.Chunk(text, offset, length, reply) : chunk;
            case SyncOperation.AskRelease:
                return NeedCell(out SyncStatus ask) ? Release.Ask(now, text, offset, length, reply) : ask;
            case SyncOperation.ReleaseCode:
                return NeedCell(out SyncStatus code) ? Release.Accept(now, text, offset, length, reply) : code;
            case SyncOperation.ReadRelease:
                return Release.Read(text, offset, length, reply);
            case SyncOperation.AskWipe:
                return NeedCell(out SyncStatus wipe) ? Wipe.Ask(now, text, offset, length, reply) : wipe;
            case SyncOperation.Wipe:
                return NeedCell(out SyncStatus confirm) ? Wipe.Wipe(now, text, offset, length, reply) : confirm;
            default:
                return length == 0 ? DispatchBare(now, operation, leftSeconds, reply) : SyncStatus.Malformed;
        }
    }

    // Operations without a body.
    private SyncStatus DispatchBare(TagTime now, SyncOperation operation, int leftSeconds, SyncReply reply)
    {
        switch (operation)
        {
            case SyncOperation.Status:
                _reports.AddStatus(now, leftSeconds, reply);
                return SyncStatus.Ok;
            case SyncOperation.Counters:
                _reports.AddCounters(reply);
                return SyncStatus.Ok;
            case SyncOperation.Days:
                _reports.AddDays(now, reply);
                return SyncStatus.Ok;
            case SyncOperation.Coverage:
                _reports.AddCoverage(reply);
                return SyncStatus.Ok;
            case SyncOperation.Log:
                _reports.AddLog(reply);
                return SyncStatus.Ok;
            case SyncOperation.Audit:
                _context.State.WriteAudit(reply.Buffer, reply.Reserve(4 + (SyncState.AuditCapacity * SyncState.AuditEntryLength)));
                return SyncStatus.Ok;
            case SyncOperation.Mark:
                _time.Mark(now, reply);
                return SyncStatus.Ok;
            case SyncOperation.Settings:
                _settings.Add(reply);
                return SyncStatus.Ok;
            case SyncOperation.ListEnd:
            case SyncOperation.Verdict:
                return _list.Verdict(reply);
            case SyncOperation.EndRelease:
                return Release.End(now);
            case SyncOperation.Certificate:
                return Wipe.AddCertificate(reply);
            case SyncOperation.Bye:
                IsOver = true;
                return SyncStatus.Ok;
            default:
                return SyncStatus.NotSupported;
        }
    }

    private bool NeedCell(out SyncStatus status)
    {
        status = SyncStatus.Battery;
        return _context.Battery.Millivolts == 0 || _context.Battery.Millivolts >= MinMillivolts;
    }

    private SyncStatus Find(TagTime now, byte[] body, int offset, int length)
    {
        if (length != 1)
        {
            return SyncStatus.Malformed;
        }

        if (body[offset] == 0 || body[offset] > MaxFindSeconds)
        {
            return SyncStatus.OutOfRange;
        }

        _findUntilMs = now.UptimeMs + (body[offset] * 1000L);
        _context.Host.Show(Signal.Found, now.UptimeMs);
        return SyncStatus.Ok;
    }
}
