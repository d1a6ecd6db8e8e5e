using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>The net list that KiCad itself exported.</summary>
public static class KiCadNetlist
{
    /// <summary>Members of each net ("R1.2 U1.3"), and its name; the name is empty where KiCad made one up.</summary>
    public static IReadOnlyDictionary<string, string> Read(string file, string text) =>
        NodeReader.Read(file, text).Get("nets").All("net").ToDictionary(
            net => string.Join(' ', net.All("node").Select(node => node.Get("ref").Text(1) + "." + node.Get("pin").Text(1)).Order(System.StringComparer.Ordinal)),
            net => Given(net.Get("name").Text(1)));

    private static string Given(string name) =>
        name.StartsWith("Net-(", System.StringComparison.Ordinal) || name.StartsWith("unconnected-(", System.StringComparison.Ordinal) ? string.Empty : name;
}
