using System.CommandLine;
using System.Linq;
using BluezoneTag.Registry.Labels;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Options of label sheets.</summary>
public sealed class LabelOptions
{
    /// <summary>--labels.</summary>
    public Option<string> Sheet { get; } = new("--labels")
    {
        Description = "New PDF file for the labels; never overwritten, a number is added / tệp PDF nhãn mới",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>--stock.</summary>
    public Option<string> Stock { get; } = MakeStock();

    /// <summary>--first-place.</summary>
    public Option<int> FirstPlace { get; } = new("--first-place")
    {
        Description = "First free place of a begun sheet, from 1 / vị trí nhãn trống đầu tiên",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>--sheets.</summary>
    public Option<int> Sheets { get; } = new("--sheets") { Description = "Sheets there are; 0 for enough / số tờ", HelpName = "N" };

    /// <summary>--edges.</summary>
    public Option<bool> Edges { get; } = new("--edges") { Description = "Draw the labels' edges, for plain paper / vẽ viền nhãn" };

    /// <summary>--font.</summary>
    public Option<string> Font { get; } = new("--font")
    {
        Description = "TrueType font with Vietnamese letters; else one is found / phông chữ",
        HelpName = "FILE",
        DefaultValueFactory = _ => string.Empty,
    };

    /// <summary>Adds them to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Add(Sheet);
        command.Add(Stock);
        command.Add(FirstPlace);
        command.Add(Sheets);
        command.Add(Edges);
        command.Add(Font);
    }

    /// <summary>What was asked for.</summary>
    public LabelSheetOptions Of(ParseResult parsed) => new(LabelStock.Known.Single(one => one.Name == parsed.GetValue(Stock)))
    {
        FirstPlace = parsed.GetValue(FirstPlace),
        Sheets = parsed.GetValue(Sheets),
        DrawsEdges = parsed.GetValue(Edges),
        FontPath = parsed.GetValue(Font) ?? string.Empty,
    };

    private static Option<string> MakeStock()
    {
        string[] names = [.. LabelStock.Known.Select(one => one.Name)];
        var option = new Option<string>("--stock")
        {
            Description = $"Label stock / khổ nhãn: {string.Join(", ", names)}",
            HelpName = "NAME",
            DefaultValueFactory = _ => names[0],
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
