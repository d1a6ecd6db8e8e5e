namespace BluezoneTag.Simulator.Sync;

/// <summary>What went over the air, over all links that share it.</summary>
public sealed class AirCount
{
    /// <summary>Frames begun, both directions.</summary>
    public int Frames { get; set; }

    /// <summary>Bytes of frames.</summary>
    public long Bytes { get; set; }

    /// <summary>Microseconds in which a frame was on the air.</summary>
    public long AirUs { get; set; }

    /// <summary>Links that died before their time.</summary>
    public int Cuts { get; set; }

    /// <summary>Links made.</summary>
    public int Links { get; set; }
}
