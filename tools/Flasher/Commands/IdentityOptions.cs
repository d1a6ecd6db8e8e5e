using System.CommandLine;
using BluezoneTag.Flasher.Provisioning;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Options of a new identity.</summary>
public sealed class IdentityOptions
{
    private const int VietnamMinutes = 420;
    private const int MostMinutes = 840;

    /// <summary>--serial.</summary>
    public Option<uint?> Serial { get; } = new("--serial") { Description = "Serial number of the new identity / số thẻ", HelpName = "N" };

    /// <summary>--utc-offset.</summary>
    public Option<int> UtcOffset { get; } = MakeUtcOffset();

    /// <summary>--claim-file.</summary>
    public Option<string?> ClaimFile { get; } = new("--claim-file")
    {
        Description = "New file for the claim secret of the label, readable by you alone / tệp chứa mã bí mật để in nhãn",
        HelpName = "FILE",
    };

    /// <summary>Adds them to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Add(Serial);
        command.Add(UtcOffset);
        command.Add(ClaimFile);
    }

    /// <summary>Draws the identity; null without --serial.</summary>
    public TagIdentity? Create(ParseResult parsed, int utcDay) =>
        parsed.GetValue(Serial) is uint serial ? new TagIdentity(serial, utcDay, parsed.GetValue(UtcOffset)) : null;

    /// <summary>The file for the claim secret, made now; null when nobody asked for it.</summary>
    public ClaimFile? OpenClaimFile(ParseResult parsed) => parsed.GetValue(ClaimFile) is string path ? new ClaimFile(path) : null;

    private static Option<int> MakeUtcOffset()
    {
        var option = new Option<int>("--utc-offset")
        {
            Description = $"Minutes from UTC where the wearer lives, {-MostMinutes} to {MostMinutes} / lệch giờ UTC (phút)",
            HelpName = "MIN",
            DefaultValueFactory = _ => VietnamMinutes,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int minutes) || minutes is < -MostMinutes or > MostMinutes))
            {
                result.AddError($"--utc-offset must be a number from {-MostMinutes} to {MostMinutes}, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }
}
