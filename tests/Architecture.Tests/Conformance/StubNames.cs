using System;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>Types and constants of an API list as C#.</summary>
public static class StubNames
{
    /// <summary>
    /// A type of a list as C#: always from <c>global::</c>, so that no member name can hide it. A backtick with a number
    /// is a type parameter of the surrounding delegate.
    /// </summary>
    public static string Type(string id, string[] typeParameters)
    {
        if (id == "System.Void")
        {
            return "void";
        }

        return id[0] == '`'
            ? typeParameters[int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)]
            : "global::" + id;
    }

    /// <summary>The type parameters a delegate's note lists, with their variance; empty for every other type.</summary>
    public static string[] TypeParameters(ApiLine type) =>
        type.Name.Contains('`', StringComparison.Ordinal) ? type.Notes[0].Split(", ") : [];

    /// <summary>The names alone.</summary>
    public static string[] WithoutVariance(string[] typeParameters) => [.. typeParameters.Select(parameter => parameter[(parameter.LastIndexOf(' ') + 1)..])];

    /// <summary>A name without the count of type parameters, safe where it is a keyword.</summary>
    public static string Identifier(string name) => "@" + name.Split('`')[0];

    /// <summary>A constant of the given type as C#.</summary>
    public static string Constant(string value, string type) => (value, type) switch
    {
        ("True", _) => "true",
        ("False", _) => "false",
        ("null", _) => "null",
        ("NaN", "System.Double") => "0.0 / 0.0",
        ("Infinity", "System.Double") => "1.0 / 0.0",
        ("-Infinity", "System.Double") => "-1.0 / 0.0",
        ("NaN", "System.Single") => "0.0f / 0.0f",
        ("Infinity", "System.Single") => "1.0f / 0.0f",
        ("-Infinity", "System.Single") => "-1.0f / 0.0f",
        (_, "System.Double") => value + "d",
        (_, "System.Single") => value + "f",
        (_, "System.Int64") => value + "L",
        (_, "System.UInt64") => value + "UL",
        (_, "System.String" or "System.Char") => value,
        (_, "System.SByte" or "System.Byte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32") => value,
        _ => $"(global::{type})({value})",
    };
}
