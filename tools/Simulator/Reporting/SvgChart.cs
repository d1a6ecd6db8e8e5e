using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>
/// One chart as SVG: axes with ticks, and bars, lines or points in data coordinates. Colours come from the page's style
/// sheet, so that dark pages work; every series also differs in shape (docs/decisions/0006-own-svg.md).
/// </summary>
public sealed class SvgChart
{
    private const double Width = 640;
    private const double Height = 300;
    private const double Left = 56;
    private const double Right = 14;
    private const double Top = 14;
    private const double Bottom = 44;

    private readonly StringBuilder _marks = new();
    private readonly double _maxX;
    private readonly double _maxY;
    private readonly double _minX;

    /// <summary>A chart from (<paramref name="minX"/>, 0) to (<paramref name="maxX"/>, <paramref name="maxY"/>).</summary>
    public SvgChart(double minX, double maxX, double maxY)
    {
        _minX = minX;
        _maxX = maxX > minX ? maxX : minX + 1;
        _maxY = maxY > 0 ? maxY : 1;
    }

    /// <summary>Round numbers from 0 to about <paramref name="max"/>, some <paramref name="count"/> of them.</summary>
    public static IEnumerable<double> RoundTicks(double max, int count)
    {
        double rough = Math.Max(max, 1e-9) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * new[] { 1, 2, 5, 10 }.First(factor => factor * power >= rough);
        for (double tick = 0; tick <= max * 1.0001; tick += step)
        {
            yield return tick;
        }
    }

    /// <summary>A filled bar from 0 up to <paramref name="y"/>.</summary>
    public void Bar(double fromX, double toX, double y, string style, string title)
    {
        double x = X(fromX);
        _marks.Append(Invariant(
            $"<rect class=\"{style}\" x=\"{x:F1}\" y=\"{Y(y):F1}\" width=\"{Math.Max(0.5, X(toX) - x - 1):F1}\" height=\"{Y(0) - Y(y):F1}\"><title>{Text(title)}</title></rect>"));
    }

    /// <summary>A line through points in order.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string style)
    {
        string path = string.Join(' ', points.Select(point => Invariant($"{X(point.X):F1},{Y(point.Y):F1}")));
        _marks.Append(Invariant($"<polyline class=\"{style}\" points=\"{path}\"/>"));
    }

    /// <summary>A small circle; one outside the chart is drawn at its edge.</summary>
    public void Point(double x, double y, string style)
    {
        _marks.Append(Invariant($"<circle class=\"{style}\" cx=\"{X(Math.Min(x, _maxX)):F1}\" cy=\"{Y(Math.Min(y, _maxY)):F1}\" r=\"2.2\"/>"));
    }

    /// <summary>A text beside a place.</summary>
    public void Label(double x, double y, string text, string anchor = "start")
    {
        _marks.Append(Invariant($"<text class=\"note\" x=\"{X(x):F1}\" y=\"{Y(y) - 4:F1}\" text-anchor=\"{anchor}\">{Text(text)}</text>"));
    }

    /// <summary>The element, with a description for those who cannot see it.</summary>
    public string Render(
        string description, string xTitle, string yTitle, IEnumerable<(double At, string Text)> xTicks, IEnumerable<(double At, string Text)> yTicks)
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(description)}\">"));
        foreach ((double at, string text) in yTicks)
        {
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(at):F1}\" y2=\"{Y(at):F1}\"/>"));
            svg.Append(Invariant($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(at) + 4:F1}\" text-anchor=\"end\">{Text(text)}</text>"));
        }

        foreach ((double at, string text) in xTicks)
        {
            svg.Append(Invariant($"<text class=\"tick\" x=\"{X(at):F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{Text(text)}</text>"));
        }

        svg.Append(_marks);
        svg.Append(Invariant($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(0):F1}\" y2=\"{Y(0):F1}\"/>"));
        svg.Append(Invariant($"<text class=\"title\" x=\"{(Left + Width - Right) / 2:F0}\" y=\"{Height - 6}\" text-anchor=\"middle\">{Text(xTitle)}</text>"));
        svg.Append(Invariant(
            $"<text class=\"title\" transform=\"translate(13 {(Top + Height - Bottom) / 2:F0}) rotate(-90)\" text-anchor=\"middle\">{Text(yTitle)}</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => System.Net.WebUtility.HtmlEncode(text);

    private double X(double x) => Left + ((x - _minX) / (_maxX - _minX) * (Width - Left - Right));

    private double Y(double y) => Top + ((1 - (y / _maxY)) * (Height - Top - Bottom));
}
