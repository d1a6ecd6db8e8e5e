using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>Pins that are joined. The name is KiCad's for named nets, and empty for the others.</summary>
public sealed record Net(string Name, IReadOnlyList<NetPin> Pins)
{
    /// <summary>Pins of parts, without supplies and flags.</summary>
    public IEnumerable<NetPin> RealPins => Pins.Where(pin => pin.Part.IsReal);

    /// <summary>"R1.2 U1.3" in order: what the net is, whatever it is called.</summary>
    public string Members => string.Join(' ', RealPins.Select(pin => pin.Id).Distinct().Order(System.StringComparer.Ordinal));

    public override string ToString() => Name.Length > 0 ? $"net {Name}" : $"net of {Members}";
}

/// <summary>A pin of a part on a net.</summary>
public sealed record NetPin(Part Part, Pin Pin)
{
    /// <summary>"U1.3".</summary>
    public string Id => $"{Part.Reference}.{Pin.Number}";
}
