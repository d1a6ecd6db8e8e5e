namespace BluezoneTag.Architecture.Tests;

/// <summary>
/// One broken rule, told so that it can be mended without reading the test: where (line from 1, 0 for the whole file),
/// in which member, what is wrong and what to do.
/// </summary>
public sealed record Finding(string File, int Line, string Member, string Problem, string Advice)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}:{Line}" : File;
        string member = Member.Length > 0 ? $" in {Member}" : string.Empty;
        return $"{place}{member}: {Problem}. {Advice}.";
    }
}
