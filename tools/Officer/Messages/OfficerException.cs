using System;

namespace BluezoneTag.Officer.Messages;

/// <summary>Something the officer can act on: its name, what happened and what to try next. Facts never hold a secret.</summary>
public sealed class OfficerException : Exception
{
    /// <summary>A fault with the facts that its words need, as pairs of name and value.</summary>
    public OfficerException(OfficerFault fault, params (string Name, object Value)[] facts)
        : base($"{fault}: {FaultTexts.What(fault, facts).English}")
    {
        Fault = fault;
        What = FaultTexts.What(fault, facts);
        Next = FaultTexts.Next(fault, facts);
    }

    /// <summary>Its name.</summary>
    public OfficerFault Fault { get; }

    /// <summary>Exit code of the program.</summary>
    public ExitCode Code => FaultTexts.CodeOf(Fault);

    /// <summary>What happened, and where.</summary>
    public Text What { get; }

    /// <summary>What to try next.</summary>
    public Text Next { get; }
}
