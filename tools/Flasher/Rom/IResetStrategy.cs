using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Rom;

/// <summary>How a kind of board is brought into the ROM loader and out of it with DTR and RTS.</summary>
public interface IResetStrategy
{
    /// <summary>Name for reports.</summary>
    string Name { get; }

    /// <summary>Resets into the loader. False when the link has no modem lines: then nothing happened.</summary>
    bool TryEnterLoader(ISerialLink link, ILinkClock clock, int attempt);

    /// <summary>Resets into the application. False when the link has no modem lines: then nothing happened.</summary>
    bool TryRunApplication(ISerialLink link, ILinkClock clock);
}
