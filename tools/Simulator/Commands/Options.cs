using System.CommandLine;
using System.CommandLine.Parsing;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Options with a range, so that nonsense is refused with a sentence before anything runs.</summary>
public static class Options
{
    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Option<int> Whole(string name, string description, int initial, int low, int high)
    {
        var option = new Option<int>(name) { Description = $"{description}, {low} to {high}", HelpName = "N", DefaultValueFactory = _ => initial };
        option.Validators.Add(result => CheckRange(result, name, low, high));
        return option;
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Option<double> Number(string name, string description, double initial, double low, double high)
    {
        var option = new Option<double>(name) { Description = $"{description}, {low} to {high}", HelpName = "N", DefaultValueFactory = _ => initial };
        option.Validators.Add(result => CheckRange(result, name, low, high));
        return option;
    }

    /// <summary>A path that may be left out.</summary>
    public static Option<string?> Text(string name, string description)
    {
        return new Option<string?>(name) { Description = description, HelpName = "FILE" };
    }

    private static void CheckRange(OptionResult result, string name, double low, double high)
    {
        if (result.Tokens.Count == 1
            && (!double.TryParse(result.Tokens[0].Value, out double value) || !(value >= low && value <= high)))
        {
            result.AddError($"{name} must be a number from {low} to {high}, not '{result.Tokens[0].Value}'.");
        }
    }
}
