namespace BluezoneTag.Simulator.Engine;

/// <summary>Something that lives in the simulated world and says when it wants to be woken next.</summary>
public interface IActor
{
    /// <summary>Acts at <paramref name="nowUs"/> and returns when to act next, not before now; <see cref="long.MaxValue"/> for never.</summary>
    long Act(long nowUs);
}
