using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Rom;

/// <summary>Brings a chip into its loader and finds out what it is: reset, SYNC, chip, watchdogs, rate, flash.</summary>
public sealed class LoaderConnector
{
    private const int ResetRounds = 7;
    private const int SyncTries = 5;
    private const int Attempts = 4;
    private static readonly TimeSpan WithoutReset = TimeSpan.FromMilliseconds(100);
    private readonly IReadOnlyList<IResetStrategy> _resets;
    private readonly ILinkClock _clock;
    private readonly CancellationToken _cancellation;
    private int _wantedBaud;

    /// <summary>
    /// Tries <paramref name="resets"/> in turn and then works at <paramref name="baud"/>; falls back to 115,200 for good when the
    /// chip or the cable does not bear that rate.
    /// </summary>
    public LoaderConnector(IReadOnlyList<IResetStrategy> resets, int baud, ILinkClock clock, CancellationToken cancellation)
    {
        _resets = resets;
        _wantedBaud = baud;
        _clock = clock;
        _cancellation = cancellation;
    }

    /// <summary>
    /// With <paramref name="isReopened"/> the chip is spoken to before it is reset: a port that vanished because of our own reset comes
    /// back with the chip in its loader. Throws <see cref="FlasherException"/> when there is no loader, or an unknown or locked chip, and
    /// <see cref="LinkLostException"/> when the port goes away.
    /// </summary>
    public Loader Connect(ISerialLink link, bool isReopened)
    {
        string detail = string.Empty;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var connection = new RomConnection(link, _clock, _cancellation);
            var rom = new RomClient(connection);
            bool isThere = isReopened && attempt == 0 && IsInLoader(connection, rom);
            IResetStrategy? reset = isThere && _resets.Count > 0 ? _resets[0] : EnterLoader(connection, rom, detail);
            try
            {
                return Prepare(connection, rom, reset);
            }
            catch (RomException exception)
            {
                detail = exception.Message;
            }
        }

        throw ChipProblems.NoLoader(link.Name, link.TrySetLines(false, false), detail);
    }

    private static ChipFacts Identify(ISerialLink link, RomClient rom)
    {
        byte[]? info = rom.GetSecurityInfo();
        if (info == null)
        {
            uint magic = rom.ReadRegisterTwice(ChipFacts.MagicRegister);
            return ChipFacts.ByMagic(magic) ?? throw ChipProblems.UnknownChip(link.Name, $"magic value {magic:X8}");
        }

        // Once more before a chip is given up: replies carry no checksum.
        if (!info.AsSpan().SequenceEqual(rom.GetSecurityInfo()))
        {
            throw RomException.Nonsense("two different security infos");
        }

        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(info);
        uint chipId = BinaryPrimitives.ReadUInt32LittleEndian(info.AsSpan(12));
        ChipFacts chip = ChipFacts.ByImageChipId(chipId) ?? throw ChipProblems.UnknownChip(link.Name, $"chip id {chipId}");
        return flags == 0 ? chip : throw ChipProblems.Locked(link.Name, flags);
    }

    private static string ReadMac(RomClient rom, ChipFacts chip)
    {
        uint low = rom.ReadRegisterTwice(chip.MacLowRegister);
        uint high = rom.ReadRegisterTwice(chip.MacHighRegister) & 0xFFFF;
        return $"{high:X4}{low:X8}";
    }

    private static long ReadFlashBytes(ISerialLink link, RomClient rom, ChipFacts chip)
    {
        uint id = FlashId.Read(rom, chip);
        if (id != FlashId.Read(rom, chip))
        {
            throw RomException.Nonsense("two different flash ids");
        }

        return FlashId.SizeBytes(id) ?? throw ChipProblems.UnknownFlash(link.Name, $"id {id:X6}");
    }

    private static bool IsInLoader(RomConnection connection, RomClient rom)
    {
        connection.Link.SetBaud(LinkFactory.FirstBaud);
        return Loader.TrySync(connection, rom, 2);
    }

    private IResetStrategy? EnterLoader(RomConnection connection, RomClient rom, string detail)
    {
        ISerialLink link = connection.Link;
        bool hasLines = false;
        for (int round = 0; round < ResetRounds; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            IResetStrategy? reset = _resets.Count == 0 ? null : _resets[round % _resets.Count];
            link.SetBaud(LinkFactory.FirstBaud);
            bool wasReset = reset != null && reset.TryEnterLoader(link, _clock, round / Math.Max(1, _resets.Count));
            hasLines |= wasReset;
            if (!wasReset)
            {
                // Nobody could reset the chip: it may still be at the rate of an earlier run.
                link.SetBaud(round % 2 == 0 ? LinkFactory.FirstBaud : _wantedBaud);
                _clock.Wait(WithoutReset);
            }

            if (Loader.TrySync(connection, rom, SyncTries))
            {
                return wasReset ? reset : null;
            }
        }

        throw ChipProblems.NoLoader(link.Name, hasLines, detail.Length > 0 ? detail : $"{ResetRounds * SyncTries} tries");
    }

    private Loader Prepare(RomConnection connection, RomClient rom, IResetStrategy? reset)
    {
        ISerialLink link = connection.Link;
        ChipFacts chip = Identify(link, rom);
        bool isUsb = Watchdogs.IsUsbSerialJtag(rom, chip);
        if (isUsb)
        {
            Watchdogs.Disable(rom);
        }

        int baud = isUsb ? LinkFactory.FirstBaud : RaiseBaud(rom, chip);
        string mac = ReadMac(rom, chip);
        rom.AttachFlash();
        long flashBytes = ReadFlashBytes(link, rom, chip);
        rom.SetFlashSize((uint)flashBytes);
        return new Loader(connection, rom, chip) { Mac = mac, FlashBytes = flashBytes, Baud = baud, Reset = reset };
    }

    private int RaiseBaud(RomClient rom, ChipFacts chip)
    {
        if (_wantedBaud == LinkFactory.FirstBaud)
        {
            return _wantedBaud;
        }

        int baud = _wantedBaud;
        try
        {
            rom.ChangeBaud(baud);
            rom.ReadRegisterTwice(chip.MacLowRegister);
            return baud;
        }
        catch (RomException)
        {
            _wantedBaud = LinkFactory.FirstBaud;
            throw;
        }
    }
}
