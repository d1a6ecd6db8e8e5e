using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Registry.Results;

/// <summary>One thing that went wrong: its name, and the facts that its words need. Facts never hold a secret or a person's name.</summary>
public sealed class Problem
{
    /// <summary>A problem with its facts, as pairs of name and value.</summary>
    public Problem(RegistryError error, params (string Name, object Value)[] facts)
    {
        Error = error;
        Facts = facts.ToDictionary(fact => fact.Name, fact => Convert.ToString(fact.Value) ?? string.Empty, StringComparer.Ordinal);
    }

    /// <summary>What it is.</summary>
    public RegistryError Error { get; }

    /// <summary>Facts by name: serial, state, line, column ...</summary>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>The English words, for logs and tests.</summary>
    public override string ToString() => Messages.Of(this, Language.English).ToString();
}
