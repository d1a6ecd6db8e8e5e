using System;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>A point of the sheet in 1/10000 mm, y downwards.</summary>
public readonly record struct Place(int X, int Y)
{
    /// <summary>Strictly between the ends of an upright or level wire.</summary>
    public bool IsInside(Place a, Place b) =>
        this != a && this != b
        && ((a.X == b.X && X == a.X && Y > Math.Min(a.Y, b.Y) && Y < Math.Max(a.Y, b.Y))
            || (a.Y == b.Y && Y == a.Y && X > Math.Min(a.X, b.X) && X < Math.Max(a.X, b.X)));

    public override string ToString() => FormattableString.Invariant($"({X / 10000m:0.##} mm, {Y / 10000m:0.##} mm)");
}
