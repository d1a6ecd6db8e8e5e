using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry;

/// <summary>What happens to a tag after it was provisioned: label, issue, return, wipe, loss, defect; lists and figures.</summary>
public sealed class TagDesk
{
    private const int MaxNoteLength = 200;

    private readonly RegistryFile _file;

    internal TagDesk(RegistryFile file) => _file = file;

    /// <summary>The tag with this serial.</summary>
    public Result<Tag> Find(uint serial) => _file.Read(() => Known(serial));

    /// <summary>The tag on the chip with this address, with or without separators.</summary>
    public Result<Tag> FindByMac(string mac) => _file.Read<Tag>(() =>
        MacAddress.TryParse(mac, out string? clean) && TagRows.ByMac(_file, clean) is Tag tag ? tag : new Problem(RegistryError.TagUnknown, ("serial", mac)));

    /// <summary>All tags that pass the filter, by serial.</summary>
    public Result<IReadOnlyList<Tag>> List(TagFilter filter) => _file.Read<IReadOnlyList<Tag>>(() => TagRows.Matching(_file, filter));

    /// <summary>What was written onto a tag when it was last confirmed, by flash offset; empty when never.</summary>
    public Result<IReadOnlyList<WrittenRegion>> Regions(uint serial) => _file.Read<IReadOnlyList<WrittenRegion>>(() => _file.Query(
        """
        SELECT region.name, flash_offset, length, sha256 FROM region JOIN tag USING (serial, generation)
        WHERE serial = ?1 ORDER BY flash_offset
        """,
        row => new WrittenRegion(row.Text(0), row.UInt(1), row.UInt(2), row.Bytes(3)),
        serial));

    /// <summary>
    /// Notes that the label was made: call it when the sheet is safely on disk. The claim secret is compared with the one
    /// provisioned, so that no label can carry another tag's; it is not stored.
    /// </summary>
    public Result<Tag> MarkLabelled(uint serial, byte[] claimSecret) => _file.Change<Tag>(() =>
    {
        Result<Tag> tag = Known(serial);
        if (!tag.IsOk)
        {
            return tag;
        }

        if (tag.Value.State != TagState.Provisioned)
        {
            return new Problem(RegistryError.TransitionIllegal, ("serial", serial), ("state", tag.Value.State), ("action", "Label"));
        }

        if (!IsClaimOf(tag.Value, claimSecret))
        {
            return new Problem(RegistryError.ClaimMismatch, ("serial", serial));
        }

        _file.Record(AuditKind.Labelled, serial, new AuditFields().With(AuditField.Generation, tag.Value.Generation));
        return Known(serial);
    });

    /// <summary>Gives a provisioned tag to a holder, who may have none yet.</summary>
    /// <param name="serial">The tag.</param>
    /// <param name="holder">Number of the holder, 1 or more; needs no name.</param>
    /// <param name="evenWithoutLabel">True to issue a tag whose label was not made: nobody can claim it with a phone.</param>
    public Result<Tag> Issue(uint serial, uint holder, bool evenWithoutLabel = false)
    {
        if (holder == 0)
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "holder"), ("value", holder));
        }

        return Change(serial, TagAction.Issue, AuditKind.Issued, new AuditFields().With(AuditField.Holder, holder), tag =>
            !tag.IsLabelled && !evenWithoutLabel ? new Problem(RegistryError.LabelMissing, ("serial", serial))
            : TagRows.ByHolder(_file, holder) is Tag other ? new Problem(RegistryError.HolderHasTag, ("holder", holder), ("serial", other.Serial))
            : null);
    }

    /// <summary>Takes a tag back, or notes that a lost one was found.</summary>
    public Result<Tag> Return(uint serial, string note = "") => Change(serial, TagAction.Return, AuditKind.Returned, Note(note));

    /// <summary>Notes that a tag was erased. Call it after the erasure was checked on the tag.</summary>
    public Result<Tag> Wipe(uint serial, string note = "") => Change(serial, TagAction.Wipe, AuditKind.Wiped, Note(note));

    /// <summary>Notes that a tag is missing; who had it last stays on record until it is found.</summary>
    public Result<Tag> MarkLost(uint serial, string note = "") => Change(serial, TagAction.MarkLost, AuditKind.MarkedLost, Note(note));

    /// <summary>Notes that a tag is broken; a reservation that is open for it is abandoned.</summary>
    public Result<Tag> MarkDefect(uint serial, string note = "") => Change(serial, TagAction.MarkDefect, AuditKind.MarkedDefect, Note(note), _ =>
    {
        ProvisioningDesk.AbandonOpen(_file, serial, "marked defect");
        return null;
    });

    /// <summary>How many of what.</summary>
    public Result<Statistics> Count() => _file.Read<Statistics>(() => new Statistics(
        Enum.GetValues<TagState>().ToDictionary(state => state, state => Number("SELECT count(*) FROM tag WHERE state = ?1", state)),
        Number("SELECT count(*) FROM key_use WHERE stage = ?1", KeyStage.Confirmed),
        Number("SELECT count(*) FROM key_use WHERE stage = ?1", KeyStage.Abandoned),
        Number("SELECT count(*) FROM key_use WHERE stage = ?1", KeyStage.Reserved),
        Number("SELECT count(*) FROM tag WHERE state = ?1 AND labelled = 0", TagState.Provisioned),
        Number("SELECT count(*) FROM holder_name"),
        AuditTrail.Head(_file.Database, _file.Id)));

    private static AuditFields Note(string note) => new AuditFields().With(AuditField.Note, note.Length <= MaxNoteLength ? note : note[..MaxNoteLength]);

    private int Number(string sql, params object?[] parameters) => (int)_file.Database.Number(sql, parameters);

    private Result<Tag> Change(uint serial, TagAction action, AuditKind kind, AuditFields fields, Func<Tag, Problem?>? check = null) => _file.Change(() =>
    {
        Result<Tag> tag = Known(serial);
        if (!tag.IsOk)
        {
            return tag;
        }

        if (!TagTransitions.TryNext(tag.Value.State, action, out _))
        {
            return new Problem(RegistryError.TransitionIllegal, ("serial", serial), ("state", tag.Value.State), ("action", action));
        }

        if (check?.Invoke(tag.Value) is Problem problem)
        {
            return problem;
        }

        _file.Record(kind, serial, fields);
        return Known(serial);
    });

    private Result<Tag> Known(uint serial) => TagRows.BySerial(_file, serial) is Tag tag ? tag : new Problem(RegistryError.TagUnknown, ("serial", serial));

    private bool IsClaimOf(Tag tag, byte[] claimSecret)
    {
        List<byte[]> known = _file.Query(
            "SELECT claim_fingerprint FROM key_use WHERE serial = ?1 AND generation = ?2", row => row.Bytes(0), tag.Serial, tag.Generation);
        return known.Count == 1 && CryptographicOperations.FixedTimeEquals(known[0], KeyFingerprint.OfClaimSecret(claimSecret));
    }
}
