using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>A test that needs a browser and says so in the results where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Programs.Missing;
}
