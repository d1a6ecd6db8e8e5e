using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Registry.Tags;

/// <summary>
/// Which action is legal in which state, and where it leads (docs/registry.md 3). Two rules shape the table: a tag that was
/// somebody's is erased and gets a new key before it is anybody else's, and whoever finds a lost tag hands it in first.
/// </summary>
public static class TagTransitions
{
    private static readonly Dictionary<(TagState, TagAction), TagState> Legal = new()
    {
        [(TagState.Blank, TagAction.Reserve)] = TagState.Blank,
        [(TagState.Blank, TagAction.Provision)] = TagState.Provisioned,
        [(TagState.Blank, TagAction.MarkDefect)] = TagState.Defect,
        [(TagState.Provisioned, TagAction.Reserve)] = TagState.Blank,
        [(TagState.Provisioned, TagAction.Issue)] = TagState.Issued,
        [(TagState.Provisioned, TagAction.Wipe)] = TagState.Wiped,
        [(TagState.Provisioned, TagAction.MarkLost)] = TagState.Lost,
        [(TagState.Provisioned, TagAction.MarkDefect)] = TagState.Defect,
        [(TagState.Issued, TagAction.Return)] = TagState.Returned,
        [(TagState.Issued, TagAction.MarkLost)] = TagState.Lost,
        [(TagState.Issued, TagAction.MarkDefect)] = TagState.Defect,
        [(TagState.Returned, TagAction.Wipe)] = TagState.Wiped,
        [(TagState.Returned, TagAction.MarkLost)] = TagState.Lost,
        [(TagState.Returned, TagAction.MarkDefect)] = TagState.Defect,
        [(TagState.Wiped, TagAction.Reserve)] = TagState.Blank,
        [(TagState.Wiped, TagAction.MarkLost)] = TagState.Lost,
        [(TagState.Wiped, TagAction.MarkDefect)] = TagState.Defect,
        [(TagState.Lost, TagAction.Return)] = TagState.Returned,
        [(TagState.Defect, TagAction.Wipe)] = TagState.Wiped,
    };

    /// <summary>The state after <paramref name="action"/>; false when it is not legal.</summary>
    public static bool TryNext(TagState state, TagAction action, out TagState next) => Legal.TryGetValue((state, action), out next);

    /// <summary>The actions that are legal in a state, in the order of <see cref="TagAction"/>.</summary>
    public static IReadOnlyList<TagAction> LegalIn(TagState state) =>
        [.. Legal.Keys.Where(key => key.Item1 == state).Select(key => key.Item2).Order()];
}
