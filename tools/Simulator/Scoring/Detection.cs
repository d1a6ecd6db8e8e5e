namespace BluezoneTag.Simulator.Scoring;

/// <summary>A yes-or-no estimate against the truth.</summary>
/// <param name="True">Pairs for which it is true.</param>
/// <param name="Claimed">Pairs for which both logs claim it.</param>
/// <param name="Hits">Pairs for which it is true and claimed.</param>
public readonly record struct Detection(int True, int Claimed, int Hits)
{
    /// <summary>Share of the true ones that are claimed.</summary>
    public double Recall => True == 0 ? 1 : (double)Hits / True;

    /// <summary>Share of the claimed ones that are true.</summary>
    public double Precision => Claimed == 0 ? 1 : (double)Hits / Claimed;
}
