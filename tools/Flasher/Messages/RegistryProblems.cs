using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Results;
using RegistryMessages = BluezoneTag.Registry.Results.Messages;

namespace BluezoneTag.Flasher.Messages;

/// <summary>Problems of the registry as problems of this program: the registry's own words, and an exit code.</summary>
public static class RegistryProblems
{
    private const int MostAtOnce = 20;

    private static readonly HashSet<RegistryError> BadFiles =
    [
        RegistryError.FileUnreadable, RegistryError.RosterEncoding, RegistryError.RosterGarbled, RegistryError.RosterEmpty,
        RegistryError.RosterColumnMissing, RegistryError.RosterColumnTwice, RegistryError.RosterFieldCount, RegistryError.RosterQuote,
        RegistryError.RosterNameMissing, RegistryError.RosterTextInvalid, RegistryError.RosterNumberInvalid, RegistryError.RosterNumberTwice,
        RegistryError.RosterNameTwice, RegistryError.StockTooLarge, RegistryError.StockTooSmall, RegistryError.SheetsTooFew, RegistryError.NoLabels,
        RegistryError.FontMissing, RegistryError.EscrowKeyInvalid, RegistryError.AuthorityKeyInvalid,
    ];

    private static readonly HashSet<RegistryError> Refusals =
    [
        RegistryError.TagUnknown, RegistryError.TransitionIllegal, RegistryError.AlreadyProvisioned, RegistryError.ChipInUse, RegistryError.LabelMissing,
        RegistryError.ClaimMismatch, RegistryError.HolderHasTag, RegistryError.PassphraseTooShort, RegistryError.PassphraseWrong, RegistryError.NamesMissing,
        RegistryError.RosterHolderExists, RegistryError.EscrowMissing, RegistryError.EscrowUnreadable, RegistryError.EscrowPassphraseWrong,
        RegistryError.ReservationClosed, RegistryError.AuthorityKeysMissing,
    ];

    /// <summary>The value, or throws <see cref="FlasherException"/>.</summary>
    public static T Get<T>(this Result<T> result) => result.IsOk ? result.Value : throw Of(result.Problems);

    /// <summary>One exception for all of them, each in a line; the first one's advice.</summary>
    public static FlasherException Of(params IReadOnlyList<Problem> problems)
    {
        ExitCode code = CodeOf(problems[0].Error);
        return new FlasherException(
            code,
            new(What(problems, Language.English), What(problems, Language.Vietnamese)),
            new(RegistryMessages.Of(problems[0], Language.English).Next, RegistryMessages.Of(problems[0], Language.Vietnamese).Next));
    }

    private static ExitCode CodeOf(RegistryError error) => BadFiles.Contains(error) ? ExitCode.BadInput
        : Refusals.Contains(error) ? ExitCode.Refused
        : error is RegistryError.ValueInvalid or RegistryError.OperatorInvalid ? ExitCode.Usage
        : ExitCode.Registry;

    private static string What(IReadOnlyList<Problem> problems, Language language)
    {
        string lines = string.Join('\n', problems.Take(MostAtOnce).Select(one => RegistryMessages.Of(one, language).What));
        return problems.Count > MostAtOnce ? $"{lines}\n(+ {problems.Count - MostAtOnce})" : lines;
    }
}
