namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>The two ways the device project system builds: Debug defines DEBUG and TRACE, Release TRACE alone and optimises.</summary>
public enum DeviceConfiguration
{
    /// <summary>With Debug.WriteLine.</summary>
    Debug,

    /// <summary>As shipped.</summary>
    Release,
}
