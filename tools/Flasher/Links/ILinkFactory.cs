namespace BluezoneTag.Flasher.Links;

/// <summary>Opens a port by the name the user gave. Called again when a port vanished and came back.</summary>
public interface ILinkFactory
{
    /// <summary>
    /// Opens at 115,200 baud with DTR and RTS released. Throws <see cref="Messages.FlasherException"/> when the port is missing,
    /// busy or forbidden.
    /// </summary>
    ISerialLink Open(string port);
}
