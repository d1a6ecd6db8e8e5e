namespace BluezoneTag.Simulator.Calibration;

/// <summary>One log record of the two-tag procedure: what one tag heard of the other during one whole slot.</summary>
/// <param name="Line">Line of the file, for messages.</param>
/// <param name="Receiver">Tag whose log it is.</param>
/// <param name="Sender">Tag that was heard.</param>
/// <param name="Metres">Distance between the tags.</param>
/// <param name="Placement">How they were held.</param>
/// <param name="Sightings">Sightings in the record, 1..63.</param>
/// <param name="MeanRssiDbm">Mean RSSI, dBm.</param>
/// <param name="StrongestRssiDbm">Strongest RSSI, dBm.</param>
public sealed record Measurement(
    int Line, string Receiver, string Sender, double Metres, Placement Placement, int Sightings, double MeanRssiDbm, double StrongestRssiDbm);
