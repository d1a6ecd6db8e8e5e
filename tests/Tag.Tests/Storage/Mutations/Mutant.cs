namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>
/// A bug to be planted: in one firmware source a text that occurs once, what stands there instead, and the broken promise by which
/// the bench must find it.
/// </summary>
public sealed record Mutant(string Name, string File, string Original, string Planted, string Symptom)
{
    public override string ToString() => Name;
}
