namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>A bug to be planted: in one firmware source a text that occurs once, and what stands there instead;
/// and what the bench must say when it finds it.</summary>
public sealed record Mutant(string Name, string File, string Original, string Planted, string Symptom)
{
    public override string ToString() => Name;
}
