using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Ports;

/// <summary>One thing looked at.</summary>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="What">What was found.</param>
/// <param name="Next">What to do about it; null when nothing.</param>
public sealed record Diagnosis(bool IsGood, Text What, Text? Next);
