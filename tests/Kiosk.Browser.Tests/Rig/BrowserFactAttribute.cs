using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>A test that needs a browser and says so in the results where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary><paramref name="needsQrDecoder"/>: the page reads codes from the camera, by the decoder that npm brings to the build.</summary>
    public BrowserFactAttribute(bool needsQrDecoder = false) => Skip = Programs.Missing ?? (needsQrDecoder ? Programs.MissingDecoder : null);
}
