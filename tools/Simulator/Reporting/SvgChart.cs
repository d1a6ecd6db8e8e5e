using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>
/// One chart as SVG: axes with ticks, and bars, lines, points and marks in data coordinates. What lies outside is drawn at
/// the edge. Colours come from the page's style sheet, so that dark pages work; every series also differs in shape
/// (docs/decisions/0006-own-svg.md).
/// </summary>
public sealed class SvgChart
{
    // Small on purpose: on a phone the picture shrinks to two thirds, and its letters must stay readable.
    private const double Width = 480;
    private const double Height = 300;
    private const double Left = 50;
    private const double Right = 16;
    private const double Top = 34;
    private const double Bottom = 50;
    private const double LineHeight = 18;

    private readonly StringBuilder _marks = new();
    private readonly double _maxX;
    private readonly double _maxY;

    /// <summary>A chart from (0, 0) to (<paramref name="maxX"/>, <paramref name="maxY"/>).</summary>
    public SvgChart(double maxX, double maxY)
    {
        _maxX = maxX > 0 ? maxX : 1;
        _maxY = maxY > 0 ? maxY : 1;
    }

    /// <summary>Round numbers from 0 to about <paramref name="max"/>, some <paramref name="count"/> of them.</summary>
    public static IEnumerable<double> RoundTicks(double max, int count)
    {
        double rough = Math.Max(max, 1e-9) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * new[] { 1, 2, 5, 10 }.First(factor => factor * power >= rough * 0.9999);
        for (int i = 0; i * step <= max * 1.0001; i++)
        {
            yield return i * step;
        }
    }

    /// <summary>A filled bar from 0 up to <paramref name="y"/>, with a text for whoever points at it.</summary>
    public void Bar(double fromX, double toX, double y, string style, string title)
    {
        double x = X(fromX);
        _marks.Append(Invariant(
            $"<rect class=\"{style}\" x=\"{x:F1}\" y=\"{Y(y):F1}\" width=\"{Math.Max(0.5, X(toX) - x - 0.6):F1}\" height=\"{Y(0) - Y(y):F1}\"><title>{Text(title)}</title></rect>"));
    }

    /// <summary>A line through points in order.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string style)
    {
        string path = string.Join(' ', points.Select(point => Invariant($"{X(point.X):F1},{Y(point.Y):F1}")));
        _marks.Append(Invariant($"<polyline class=\"{style}\" points=\"{path}\"/>"));
    }

    /// <summary>A small circle.</summary>
    public void Point(double x, double y, string style)
    {
        _marks.Append(Invariant($"<circle class=\"{style}\" cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"2.2\"/>"));
    }

    /// <summary>A mark that stands out: shape 0 is a circle, 1 a square, 2 a diamond.</summary>
    public void Mark(double x, double y, int shape) => AppendMark(X(x), Y(y), shape);

    /// <summary>A text beside a place.</summary>
    public void Label(double x, double y, string text, string anchor = "start") => AppendNote(X(x), Y(y) - 5, text, anchor);

    /// <summary>Lines of text at the right, at the bottom or the top of the chart, each after the mark of its number.</summary>
    public void Legend(IReadOnlyList<string> texts, double fromX, bool isAtTop)
    {
        double top = isAtTop ? Top + LineHeight : Y(0) - 8 - ((texts.Count - 1) * LineHeight);
        for (int i = 0; i < texts.Count; i++)
        {
            AppendMark(X(fromX), top + (i * LineHeight) - 5, i);
            AppendNote(X(fromX) + 12, top + (i * LineHeight), texts[i], "start");
        }
    }

    /// <summary>A text in the middle, instead of data.</summary>
    public void Nothing(string text) => AppendNote(X(_maxX / 2), Y(_maxY / 2), text, "middle");

    /// <summary>The element, with a description for those who cannot see it.</summary>
    public string Render(
        string description, string xTitle, string yTitle, IEnumerable<(double At, string Text)> xTicks, IEnumerable<(double At, string Text)> yTicks)
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(description)}\">"));
        foreach ((double at, string text) in yTicks)
        {
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(at):F1}\" y2=\"{Y(at):F1}\"/>"));
            svg.Append(Invariant($"<text class=\"tick\" x=\"{Left - 7}\" y=\"{Y(at) + 4.5:F1}\" text-anchor=\"end\">{Text(text)}</text>"));
        }

        foreach ((double at, string text) in xTicks)
        {
            svg.Append(Invariant($"<text class=\"tick\" x=\"{X(at):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Text(text)}</text>"));
        }

        svg.Append(_marks);
        svg.Append(Invariant($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(0):F1}\" y2=\"{Y(0):F1}\"/>"));
        svg.Append(Invariant($"<text class=\"title\" x=\"{Width - Right}\" y=\"{Height - 8}\" text-anchor=\"end\">{Text(xTitle)}</text>"));
        svg.Append(Invariant($"<text class=\"title\" x=\"0\" y=\"14\">{Text(yTitle)}</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private void AppendNote(double x, double y, string text, string anchor)
    {
        _marks.Append(Invariant($"<text class=\"note\" x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{Text(text)}</text>"));
    }

    private void AppendMark(double x, double y, int shape)
    {
        _marks.Append(shape switch
        {
            0 => Invariant($"<circle class=\"mark\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"5\"/>"),
            1 => Invariant($"<rect class=\"mark\" x=\"{x - 4.5:F1}\" y=\"{y - 4.5:F1}\" width=\"9\" height=\"9\"/>"),
            _ => Invariant($"<path class=\"mark\" d=\"M{x:F1} {y - 6.5:F1}l6.5 6.5l-6.5 6.5l-6.5 -6.5z\"/>"),
        });
    }

    private double X(double x) => Left + (Math.Clamp(x / _maxX, 0, 1) * (Width - Left - Right));

    private double Y(double y) => Top + ((1 - Math.Clamp(y / _maxY, 0, 1)) * (Height - Top - Bottom));
}
