using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Exposure;

/// <summary>One element of the phone app's InfoF: a key and how long it is followed.</summary>
/// <param name="DailyKey">Daily key of the first day, 32 bytes. Public once published.</param>
/// <param name="StartSeconds">UTC seconds; midnight.</param>
/// <param name="EndSeconds">UTC seconds; a slot that begins exactly then is looked for too.</param>
/// <param name="Max">Slots in a day.</param>
public sealed record InfoEntry(byte[] DailyKey, long StartSeconds, long EndSeconds, int Max)
{
    private const long SlotSeconds = SlotTime.SlotMs / 1000;

    /// <summary>UTC day of the start.</summary>
    public int FirstDay => SlotTime.DayOf(StartSeconds * 1000);

    /// <summary>Slots that the phone app tests: one more than the span holds when the span is whole slots.</summary>
    public int SlotCount => (int)((EndSeconds - StartSeconds) / SlotSeconds) + 1;
}
