using System.Net;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>Small pieces of the page that several parts share.</summary>
public static class Html
{
    /// <summary>Text that may hold anything.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The same in Vietnamese, quieter, and marked for screen readers.</summary>
    public static string Vi(string text) => $"<span lang=\"vi\">{text}</span>";

    /// <summary>A section's heading in both languages.</summary>
    public static string Heading(string english, string vietnamese) => $"<h2>{english} {Vi($"/ {vietnamese}")}</h2>";

    /// <summary>A share (0..1) with one digit; 100.0 % only for all of them. The space does not break.</summary>
    public static string Percent(double share)
    {
        double percent = share is < 1 and > 0.999 ? 99.9 : share * 100;
        return $"{percent:F1}\u00A0%";
    }
}
