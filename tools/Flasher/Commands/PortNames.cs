using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Port names as a batch takes them: `rfc2217:HOST:5000+3` stands for the ports 5000, 5001 and 5002.</summary>
public static class PortNames
{
    private const int Most = 256;

    /// <summary>All names, in order. Throws <see cref="FlasherException"/>.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> names) => [.. names.SelectMany(Expand)];

    private static IEnumerable<string> Expand(string name)
    {
        int plus = name.LastIndexOf('+');
        int colon = name.LastIndexOf(':');
        if (plus < 0 || colon < 0 || colon > plus)
        {
            return [name];
        }

        bool isNumber = int.TryParse(name.AsSpan(colon + 1, plus - colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int first);
        return isNumber && int.TryParse(name.AsSpan(plus + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= Most
            ? Enumerable.Range(first, count).Select(number => $"{name[..colon]}:{number}")
            : throw PortProblems.BadTcpAddress(name);
    }
}
