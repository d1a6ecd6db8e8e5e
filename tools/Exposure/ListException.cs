using System;

namespace BluezoneTag.Exposure;

/// <summary>A published list that is refused as a whole: which fault, where, and both sentences.</summary>
public sealed class ListException : Exception
{
    /// <summary>A fault in <paramref name="place"/>, such as "data[3].max".</summary>
    public ListException(ListFault fault, string place)
        : base($"{place}: {ListFaultText.English(fault)}")
    {
        Fault = fault;
        Place = place;
    }

    /// <summary>What is wrong.</summary>
    public ListFault Fault { get; }

    /// <summary>Where; no key and no other value of the list.</summary>
    public string Place { get; }

    /// <summary>The sentence in Vietnamese.</summary>
    public string Vietnamese => $"{Place}: {ListFaultText.Vietnamese(Fault)}";
}
