using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One finished table.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Title">What was tried.</param>
/// <param name="Note">What to know before quoting it; empty for nothing.</param>
/// <param name="ReplayCommand">Command that repeats just this table.</param>
/// <param name="Rows">Its lines.</param>
public sealed record BenchCaseResult(string Name, string Title, string Note, string ReplayCommand, IReadOnlyList<BenchRow> Rows);
