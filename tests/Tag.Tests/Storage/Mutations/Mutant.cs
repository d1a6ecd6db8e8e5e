namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>A bug to be planted: in one firmware source a text that occurs once, and what stands there instead.</summary>
public sealed record Mutant(string Name, string File, string Original, string Planted)
{
    public override string ToString() => Name;
}
