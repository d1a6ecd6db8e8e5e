using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Writes a member of an API list as C#. Everything with a body is <c>extern</c>: the assemblies are metadata only, so
/// no body is needed, and an extern constructor calls no base constructor.
/// </summary>
public static class StubMembers
{
    /// <summary>The declaration of <paramref name="member"/> inside <paramref name="type"/>.</summary>
    public static string Write(ApiLine member, ApiLine type) => Obsolete(member) + Conditional(member) + member.Kind switch
    {
        'F' => Field(member, type),
        'P' => Property(member, type),
        'E' => $"{Modifiers(member, type)}event {StubNames.Type(member.Type, [])} {StubNames.Identifier(member.Name)};",
        _ => Method(member, type),
    };

    /// <summary>The parameter list of a method or delegate without its parentheses.</summary>
    public static string Parameters(ApiLine method, string[] typeParameters) =>
        string.Join(", ", method.ParameterTypes.Select((type, index) => Parameter(method, index, type, typeParameters)));

    /// <summary>The Obsolete attribute where the list has the note.</summary>
    public static string Obsolete(ApiLine line) => line.Note("obsolete") switch
    {
        null => string.Empty,
        "error" => """[global::System.Obsolete("", true)] """,
        _ => "[global::System.Obsolete] ",
    };

    private static string Field(ApiLine field, ApiLine type)
    {
        string name = StubNames.Identifier(field.Name);
        if (type.Is("enum"))
        {
            return $"{name} = {field.Value},";
        }

        string modifiers = field.Is("const") ? "const " : (field.Is("static") ? "static " : string.Empty) + (field.Is("readonly") ? "readonly " : string.Empty);
        string value = field.Value == null ? string.Empty : " = " + StubNames.Constant(field.Value, field.Type);
        return $"{Access(field)}{modifiers}{StubNames.Type(field.Type, [])} {name}{value};";
    }

    private static string Property(ApiLine property, ApiLine type)
    {
        string[] index = property.ParameterTypes;
        string name = index.Length == 0 ? StubNames.Identifier(property.Name) : $"this[{StubNames.Type(index[0], [])} index]";
        string renamed = index.Length == 0 || property.Name == "Item"
            ? string.Empty
            : $"[global::System.Runtime.CompilerServices.IndexerName(\"{property.Name}\")] ";
        return $"{renamed}{Modifiers(property, type)}{StubNames.Type(property.Type, [])} {name} {property.Accessors}";
    }

    private static string Method(ApiLine method, ApiLine type)
    {
        string parameters = $"({Parameters(method, [])});";
        string result = StubNames.Type(method.Type, []);
        string modifiers = Modifiers(method, type);
        return method.Name switch
        {
            "#ctor" => modifiers + StubNames.Identifier(type.Name) + parameters,
            "Finalize" => $"extern ~{StubNames.Identifier(type.Name)}();",
            "op_Implicit" => $"{modifiers}implicit operator {result}{parameters}",
            "op_Explicit" => $"{modifiers}explicit operator {result}{parameters}",
            _ when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{modifiers}{result} operator {Operator(method)}{parameters}",
            _ => $"{modifiers}{result} {StubNames.Identifier(method.Name)}{parameters}",
        };
    }

    private static string Parameter(ApiLine method, int index, string type, string[] typeParameters)
    {
        string[] words = method.Parameters[index].Split('=', 2);
        string name = words[0][(words[0].LastIndexOf(' ') + 1)..];
        string modifier = words[0][..^name.Length];
        bool byReference = type.EndsWith('@');
        string value = words.Length == 1 ? string.Empty : " = " + StubNames.Constant(words[1], type);
        string extension = index == 0 && method.Is("extension") ? "this " : string.Empty;
        return CallerArgument(method, name)
            + extension
            + (byReference && modifier.Length == 0 ? "ref " : modifier)
            + StubNames.Type(type.TrimEnd('@'), typeParameters)
            + " " + StubNames.Identifier(name)
            + value;
    }

    private static string CallerArgument(ApiLine method, string name)
    {
        string[] pair = method.Note("caller")?.Split('=') ?? [string.Empty];
        return pair[0] == name ? $"[global::System.Runtime.CompilerServices.CallerArgumentExpression(\"{pair[1]}\")] " : string.Empty;
    }

    private static string Conditional(ApiLine line) =>
        line.Note("conditional") is string symbol ? $"[global::System.Diagnostics.Conditional(\"{symbol}\")] " : string.Empty;

    private static string Modifiers(ApiLine member, ApiLine type)
    {
        if (type.Is("interface"))
        {
            return string.Empty;
        }

        IEnumerable<string> words = new[] { "static", "abstract", "virtual", "override" }.Where(member.Is);
        string modifiers = string.Concat(words.Select(word => word + " "));
        return Access(member) + modifiers + (member.Is("abstract") ? string.Empty : "extern ");
    }

    private static string Access(ApiLine member) => member.Is("protected") ? "protected " : "public ";

    private static string Operator(ApiLine method) => method.Name switch
    {
        "op_Equality" => "==",
        "op_Inequality" => "!=",
        "op_LessThan" => "<",
        "op_LessThanOrEqual" => "<=",
        "op_GreaterThan" => ">",
        "op_GreaterThanOrEqual" => ">=",
        "op_Addition" or "op_UnaryPlus" => "+",
        "op_Subtraction" or "op_UnaryNegation" => "-",
        "op_Multiply" => "*",
        "op_Division" => "/",
        _ => throw new NotSupportedException($"No C# operator is known for {method.Id}."),
    };
}
