using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Registry.Escrow;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry;

/// <summary>
/// Serials and keys in two phases, so that none is ever used twice, whatever dies in between: reserve before the first byte is
/// written, confirm after the last one was read back, or abandon. A serial belongs to one chip for ever, by its factory address;
/// a key belongs to one reservation and is burnt with it.
/// </summary>
public sealed class ProvisioningDesk
{
    private const int MaxTextLength = 200;

    private readonly RegistryFile _file;

    internal ProvisioningDesk(RegistryFile file) => _file = file;

    /// <summary>
    /// Sets a serial and a key aside for a chip. A chip seen before keeps its serial; what was open for it is abandoned. From
    /// here the tag is blank until <see cref="Confirm"/>. The secrets are not stored: fingerprints are, and an envelope when escrow is on or the authority has a key.
    /// </summary>
    /// <param name="request">The chip.</param>
    /// <param name="baseKey">32 random bytes, fresh for this call.</param>
    /// <param name="claimSecret">16 random bytes, fresh for this call.</param>
    public Result<Reservation> Reserve(ReservationRequest request, byte[] baseKey, byte[] claimSecret)
    {
        if (!MacAddress.TryParse(request.Mac, out string? mac))
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "MAC"), ("value", request.Mac));
        }

        if (baseKey.Length != DailyKeyChain.KeyLength || claimSecret.Length != IdentityImage.ClaimSecretLength || IsZero(baseKey) || IsZero(claimSecret))
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "key"), ("value", "length, or all zero"));
        }

        if (!IsText(request.Chip))
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "chip"), ("value", request.Chip));
        }

        return _file.Change(() => ReserveNow(request with { Mac = mac }, baseKey, claimSecret));
    }

    /// <summary>Everything was written and every byte read back: the tag is provisioned. Only the newest reservation of a tag can be confirmed.</summary>
    /// <param name="reservation">As <see cref="Reserve"/> gave it.</param>
    /// <param name="firmware">Version of what was written.</param>
    /// <param name="regions">What was written, at least one region, no two at one offset.</param>
    public Result<Tag> Confirm(Reservation reservation, string firmware, IReadOnlyList<WrittenRegion> regions)
    {
        bool areDistinct = regions.Select(region => region.FlashOffset).Distinct().Count() == regions.Count;
        if (regions.Count == 0 || !areDistinct || regions.Any(region => region.Sha256.Length != 32 || !IsText(region.Name)))
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "regions"), ("value", regions.Count));
        }

        if (!IsText(firmware))
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "firmware"), ("value", firmware));
        }

        AuditFields fields = Of(reservation).With(AuditField.Firmware, firmware).With(regions);
        return _file.Change(() => Close(reservation, AuditKind.Confirmed, fields));
    }

    /// <summary>Writing failed: the key is burnt, the serial stays with the chip for the next try.</summary>
    public Result<Tag> Abandon(Reservation reservation, string reason) =>
        _file.Change(() => Close(reservation, AuditKind.Abandoned, Of(reservation).With(AuditField.Note, Shorten(reason))));

    /// <summary>Reservations that are neither confirmed nor abandoned: of runs that are under way, or that died.</summary>
    public Result<IReadOnlyList<Reservation>> Open() => _file.Read<IReadOnlyList<Reservation>>(() => AllOpen());

    /// <summary>
    /// Abandons all that is open, as the first step after a crash. Only when no other program is provisioning with this registry. Returns what was abandoned.
    /// </summary>
    public Result<IReadOnlyList<Reservation>> AbandonOpen(string reason) => _file.Change<IReadOnlyList<Reservation>>(() =>
    {
        List<Reservation> open = AllOpen();
        open.ForEach(reservation => RecordAbandoned(_file, reservation, Shorten(reason)));
        return open;
    });

    /// <summary>Abandons what is open for one tag, inside a change.</summary>
    internal static void AbandonOpen(RegistryFile file, uint serial, string reason)
    {
        foreach (Reservation reservation in OpenOf(file, "AND tag.serial = ?1", serial))
        {
            RecordAbandoned(file, reservation, reason);
        }
    }

    private static void RecordAbandoned(RegistryFile file, Reservation reservation, string reason) =>
        file.Record(AuditKind.Abandoned, reservation.Serial, Of(reservation).With(AuditField.Note, reason));

    private static AuditFields Of(Reservation reservation) => new AuditFields().With(AuditField.Generation, reservation.Generation);

    private static List<Reservation> OpenOf(RegistryFile file, string condition, params object?[] parameters) => file.Query(
        $"SELECT tag.serial, key_use.generation, mac FROM key_use JOIN tag USING (serial) WHERE stage = 0 {condition} ORDER BY tag.serial",
        row => new Reservation(row.UInt(0), row.UInt(1), row.Text(2)),
        parameters);

    private static bool IsZero(byte[] bytes) => bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0;

    private static bool IsText(string text) => text is { Length: > 0 and <= MaxTextLength } && !text.Any(char.IsControl);

    private static string Shorten(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];

    private List<Reservation> AllOpen() => OpenOf(_file, string.Empty);

    private Result<Reservation> ReserveNow(ReservationRequest request, byte[] baseKey, byte[] claimSecret)
    {
        Tag? known = TagRows.ByMac(_file, request.Mac);
        if (known != null && Refuse(known, request.Replace) is Problem refusal)
        {
            return refusal;
        }

        AuditFields fields = new AuditFields()
            .With(AuditField.BaseKeyFingerprint, KeyFingerprint.OfBaseKey(baseKey))
            .With(AuditField.ClaimFingerprint, KeyFingerprint.OfClaimSecret(claimSecret));
        if (IsUsed(fields))
        {
            return new Problem(RegistryError.KeyUsedBefore);
        }

        long serial = known?.Serial ?? (_file.Database.Number("SELECT max(serial) FROM tag") + 1);
        if (serial > uint.MaxValue)
        {
            return new Problem(RegistryError.SerialsExhausted);
        }

        Reservation reservation = new((uint)serial, NextGeneration((uint)serial), request.Mac);
        AbandonOpen(_file, reservation.Serial, "plugged in again");
        byte[]? envelope = EscrowSafe.Seal(_file, reservation, baseKey, claimSecret);
        byte[]? authorityEnvelope = AuthoritySafe.Seal(_file, reservation, baseKey);
        Record(reservation, request.Chip, fields, envelope, authorityEnvelope);
        return reservation;
    }

    private static Problem? Refuse(Tag known, bool replace) => known.State switch
    {
        TagState.Provisioned when !replace => new Problem(RegistryError.AlreadyProvisioned, ("serial", known.Serial)),
        _ when TagTransitions.TryNext(known.State, TagAction.Reserve, out _) => null,
        _ => new Problem(RegistryError.ChipInUse, ("serial", known.Serial), ("state", known.State)),
    };

    private bool IsUsed(AuditFields fields) => _file.Database.Number(
        "SELECT count(*) FROM key_use WHERE base_key_fingerprint = ?1 OR claim_fingerprint = ?2", [.. fields.Ordered().Select(field => field.Value)]) > 0;

    private uint NextGeneration(uint serial) =>
        (uint)_file.Database.Number("SELECT max(generation) FROM key_use WHERE serial = ?1", serial) + 1;

    private void Record(Reservation reservation, string chip, AuditFields fields, byte[]? envelope, byte[]? authorityEnvelope)
    {
        fields.With(AuditField.Mac, Convert.FromHexString(reservation.Mac)).With(AuditField.Chip, chip).With(AuditField.Generation, reservation.Generation);
        if (envelope != null)
        {
            fields.With(AuditField.EnvelopeDigest, EscrowSafe.Digest(envelope));
        }

        if (authorityEnvelope != null)
        {
            fields.With(AuditField.AuthorityEnvelopeDigest, AuthoritySafe.Digest(authorityEnvelope));
        }

        _file.Record(AuditKind.Reserved, reservation.Serial, fields);
        if (envelope != null)
        {
            EscrowSafe.Store(_file, reservation, envelope);
        }

        if (authorityEnvelope != null)
        {
            AuthoritySafe.Store(_file, reservation, authorityEnvelope);
        }
    }

    private Result<Tag> Close(Reservation reservation, AuditKind kind, AuditFields fields)
    {
        if (!OpenOf(_file, "AND tag.serial = ?1", reservation.Serial).Contains(reservation))
        {
            return new Problem(RegistryError.ReservationClosed, ("serial", reservation.Serial), ("generation", reservation.Generation));
        }

        _file.Record(kind, reservation.Serial, fields);
        return TagRows.BySerial(_file, reservation.Serial)!;
    }
}
