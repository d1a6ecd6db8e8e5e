using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Batch;

/// <summary>How one tag of a batch ended.</summary>
/// <param name="Port">Port, as the user called it.</param>
/// <param name="Sign">OK, SKIP or ERROR.</param>
/// <param name="Serial">Serial of the tag, 0 when none was reserved.</param>
/// <param name="Report">What was written; only with OK.</param>
/// <param name="Problem">Why not; only without OK.</param>
public sealed record BatchOutcome(string Port, BatchSign Sign, uint Serial, JobReport? Report, FlasherException? Problem);
