namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>What came of one contact of a tag and a phone.</summary>
/// <param name="Scans">Phone scans that began in the contact: three in fifteen minutes.</param>
/// <param name="HeardScans">Those in which the phone stored the tag.</param>
/// <param name="Hearing">What the tag knows of the phone.</param>
public readonly record struct PhoneMeeting(int Scans, int HeardScans, HearingOfOne Hearing);
