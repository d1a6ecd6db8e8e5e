namespace BluezoneTag.Simulator.Calibration;

/// <summary>How the two tags were held for one position (docs/proximity.md 4).</summary>
public enum Placement
{
    /// <summary>On two chests, face to face: these positions make the threshold.</summary>
    Facing,

    /// <summary>On two chests, one wearer turned by a quarter.</summary>
    Side,

    /// <summary>On two chests, one wearer's back to the other.</summary>
    Back,

    /// <summary>On two wooden or plastic stands, nobody between or beside them.</summary>
    Stand,
}
