using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// A kiosk and the people who come to it. It calls a few at a time; who is served makes room for the next, and whose window is shut again
/// unserved reads so on the screen and presses once more.
/// </summary>
public sealed class Kiosk(VirtualTransport transport, ISyncClock clock, ClaimRing claims, IReadOnlyList<SimulatedTag> tags, Func<int, byte[]> random)
{
    /// <summary>Windows that it has open at a time.</summary>
    public int CalledAtATime { get; init; } = 3;

    /// <summary>People who had to press again.</summary>
    public int PressedAgain { get; private set; }

    /// <summary>
    /// Serves everybody. <paramref name="makeJob"/> makes the sync of one tag; <paramref name="take"/> is given each that came to its end,
    /// says which of the tags it was, and -1 when it has to be done again. <paramref name="onCall"/>: somebody is called.
    /// </summary>
    public async Task ServeAsync(Func<DaySync> makeJob, Func<DaySync, int> take, Action<int>? onCall = null)
    {
        var done = new HashSet<int>();
        int called = 0;
        while (done.Count < tags.Count)
        {
            while (called < tags.Count && called - done.Count < CalledAtATime)
            {
                Call(called++, onCall);
            }

            DaySync job = makeJob();
            try
            {
                await new SyncRunner(transport, clock, claims, random).RunAsync(job).ConfigureAwait(false);
                transport.OnServed();
                int index = take(job);
                _ = index >= 0 && done.Add(index);
            }
            catch (SyncException)
            {
                for (int i = 0; i < called; i++)
                {
                    if (!done.Contains(i) && !tags[i].Radio.Gatt.IsServing)
                    {
                        PressedAgain++;
                        Call(i, onCall);
                    }
                }
            }
        }
    }

    private void Call(int index, Action<int>? onCall)
    {
        onCall?.Invoke(index);
        tags[index].Hardware.SetButton(true);
        tags[index].Hardware.SetButton(false);
    }
}
