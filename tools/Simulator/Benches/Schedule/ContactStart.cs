namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>What the wearers do before the contact, and so the mode in which it finds the tags.</summary>
public enum ContactStart
{
    /// <summary>Worn and moving, nobody near: the 20-s mode by motion.</summary>
    Moving,

    /// <summary>No motion sensor fitted, nobody near: the 40-s mode.</summary>
    Alone,

    /// <summary>Lying still for more than half an hour, and left so: the 600-s mode.</summary>
    Resting,

    /// <summary>Lying still for more than half an hour, and picked up when the contact begins.</summary>
    PickedUp,
}
