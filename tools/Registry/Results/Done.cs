namespace BluezoneTag.Registry.Results;

/// <summary>The value of what has no value.</summary>
public sealed class Done
{
    /// <summary>It was done.</summary>
    public static readonly Done Yes = new();

    private Done()
    {
    }
}
