using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>The same for a test with data.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Programs.Missing;
}
