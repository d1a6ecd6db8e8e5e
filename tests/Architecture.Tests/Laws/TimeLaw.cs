using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>
/// Nobody asks for the time, everybody is told it: that is what lets the same tag run thousands of times faster in the
/// simulator, and the same seed give the same log.
/// </summary>
public static class TimeLaw
{
    // Where the simulator talks to a person or measures itself; simulated time never comes from there.
    private static readonly string[] WallClockFolders = ["tools/Simulator/Commands/", "tools/Simulator/Benches/"];

    private const string FlasherClock = "tools/Flasher/Links/SystemClock.cs";

    // Simulated tags beside the page live in real time: whoever starts them hands the clock in.
    private const string KioskClock = "tools/Kiosk/Serving/KioskOptions.cs";

    private static readonly string[] WallClock =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Environment.TickCount", "Environment.TickCount64", "Stopwatch", "Diagnostics.Stopwatch",
    ];

    private static readonly string[] Waiting = ["Thread.Sleep", "Timer", "Threading.Timer"];

    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        Firmware(repository).Concat(Simulator(repository)).Concat(Flasher(repository)).Concat(Kiosk(repository));

    private static IEnumerable<Finding> Firmware(Repository repository) =>
        Uses(
            SourceTrees.Under(repository, "firmware").Where(tree => !DeviceOnly.Holds(tree.FilePath)),
            [.. WallClock, .. Waiting],
            "Take the time as a parameter or from a port");

    private static IEnumerable<Finding> Simulator(Repository repository) =>
        Uses(
            SourceTrees.Under(repository, "tools/Simulator").Where(tree => !WallClockFolders.Any(folder => IsIn(folder, tree))),
            WallClock,
            "Use the virtual clock; the wall clock belongs to " + string.Join(" and ", WallClockFolders));

    private static IEnumerable<Finding> Flasher(Repository repository) =>
        Uses(
            SourceTrees.Under(repository, "tools/Flasher").Where(tree => tree.FilePath != FlasherClock),
            [.. WallClock, .. Waiting],
            "Take the time from ILinkClock; the wall clock belongs to " + FlasherClock);

    private static IEnumerable<Finding> Kiosk(Repository repository) =>
        Uses(
            SourceTrees.Under(repository, "tools/Kiosk").Where(tree => tree.FilePath != KioskClock),
            [.. WallClock, .. Waiting, "TimeProvider.System"],
            "Take the time from the TimeProvider of KioskOptions; the wall clock belongs to " + KioskClock);

    private static IEnumerable<Finding> Uses(IEnumerable<SyntaxTree> trees, string[] names, string advice) =>
        from tree in trees
        from node in tree.GetRoot().DescendantNodes()
        let name = Name(node)
        where name != null && names.Contains(name)
        select SyntaxPlace.Find(node, $"use of {name}", advice);

    private static bool IsIn(string folder, SyntaxTree tree) => tree.FilePath.StartsWith(folder, StringComparison.Ordinal);

    // Of A.B.C the last two names, at C's access; of a name that stands alone, itself. A member named Timer is no timer.
    private static string? Name(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => $"{access.Expression.ToString().Split('.')[^1]}.{access.Name.Identifier.Text}",
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } when access.Name == node => null,
        IdentifierNameSyntax name => name.Identifier.Text,
        _ => null,
    };
}
