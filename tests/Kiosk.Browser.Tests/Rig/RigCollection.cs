using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>All browser tests, one after the other: they share a machine's time, and the tags live in real time.</summary>
[CollectionDefinition(Name)]
public sealed class RigCollection : ICollectionFixture<BrowserRig>
{
    /// <summary>Its name.</summary>
    public const string Name = "browser";
}
