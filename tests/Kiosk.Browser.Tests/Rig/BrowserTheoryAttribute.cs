using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>The same for a test with data.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    /// <summary><paramref name="needsQrDecoder"/>: the page reads codes from the camera, by the decoder that npm brings to the build.</summary>
    public BrowserTheoryAttribute(bool needsQrDecoder = false) => Skip = Programs.Missing ?? (needsQrDecoder ? Programs.MissingDecoder : null);
}
