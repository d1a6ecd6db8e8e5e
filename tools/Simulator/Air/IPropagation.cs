namespace BluezoneTag.Simulator.Air;

/// <summary>Who can hear whom, and how strongly.</summary>
public interface IPropagation
{
    /// <summary>The devices that <paramref name="receiver"/> may hear around <paramref name="timeUs"/>, in a fixed order.</summary>
    int[] NodesInRange(int receiver, long timeUs, out int count);

    /// <summary>
    /// Mean RSSI in dBm of <paramref name="sender"/> at <paramref name="receiver"/> in the minute of
    /// <paramref name="timeUs"/>, without the scatter from packet to packet.
    /// </summary>
    double MeanRssiDbm(int sender, int receiver, long timeUs);

    /// <summary>
    /// Share (0..1) of the packets of <paramref name="sender"/> that noise takes from <paramref name="receiver"/> in the
    /// minute of <paramref name="timeUs"/>, collisions not counted.
    /// </summary>
    double PacketLoss(int sender, int receiver, long timeUs) => RadioMedium.UsualPacketLoss;
}
