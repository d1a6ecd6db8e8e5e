using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Writes an API list as C# source that compiles to a reference assembly with exactly the listed members, plus the few
/// hidden ones the compiler's rules depend on: private constructors where none is listed, private fields of structs,
/// and the interface members that System.Array implements explicitly.
/// </summary>
public sealed class StubWriter
{
    // Listing these as public would let firmware call array.Count, which the real assembly refuses.
    private const string ArrayMembers = """
        extern int System.Collections.ICollection.Count { get; }
        extern object System.Collections.IList.this[int index] { get; set; }
        extern int System.Collections.IList.Add(object value);
        extern void System.Collections.IList.Clear();
        extern bool System.Collections.IList.Contains(object value);
        extern int System.Collections.IList.IndexOf(object value);
        extern void System.Collections.IList.Insert(int index, object value);
        extern void System.Collections.IList.Remove(object value);
        extern void System.Collections.IList.RemoveAt(int index);

        """;

    // A primitive holds itself; any other field type would make the layout circular.
    private static readonly string[] Primitives =
    [
        "System.Boolean", "System.Byte", "System.Char", "System.Double", "System.Int16", "System.Int32", "System.Int64",
        "System.SByte", "System.Single", "System.UInt16", "System.UInt32", "System.UInt64",
    ];

    private readonly StringBuilder _source = new();
    private readonly ApiList _list;

    private StubWriter(ApiList list) => _list = list;

    /// <summary>C# source for the whole list.</summary>
    public static string Write(ApiList list)
    {
        StubWriter writer = new(list);
        foreach (ApiLine type in list.Types.Values.Where(type => !list.IsNested(type)))
        {
            writer._source.Append("namespace ").AppendLine(list.NamespaceOf(type)).AppendLine("{");
            writer.WriteType(type);
            writer._source.AppendLine("}");
        }

        return writer._source.ToString();
    }

    private void WriteType(ApiLine type)
    {
        _source.Append(StubMembers.Obsolete(type)).Append(Usage(type)).Append(type.Is("flags") ? "[global::System.Flags] " : string.Empty).Append("public ");
        if (type.Is("delegate"))
        {
            WriteDelegate(type);
            return;
        }

        _source.Append(string.Join(' ', type.Words.Where(word => word is not ("flags" or "ref")).SkipLast(1).Append(Kind(type))));
        _source.Append(' ').Append(StubNames.Identifier(type.Name)).AppendLine(Bases(type)).AppendLine("{");
        WriteHidden(type);
        foreach (ApiLine member in _list.Members[type.Id])
        {
            _source.AppendLine(StubMembers.Write(member, type));
        }

        foreach (ApiLine nested in _list.Types.Values.Where(nested => nested.Owner == type.Id))
        {
            WriteType(nested);
        }

        _source.AppendLine("}");
    }

    private void WriteDelegate(ApiLine type)
    {
        string[] parameters = StubNames.TypeParameters(type);
        string[] names = StubNames.WithoutVariance(parameters);
        ApiLine invoke = _list.Members[type.Id].Single(member => member.Name == "Invoke");
        string generic = parameters.Length == 0 ? string.Empty : $"<{string.Join(", ", parameters)}>";
        _source.Append("delegate ").Append(StubNames.Type(invoke.Type, names)).Append(' ').Append(StubNames.Identifier(type.Name)).Append(generic);
        _source.Append('(').Append(StubMembers.Parameters(invoke, names)).AppendLine(");");
    }

    private void WriteHidden(ApiLine type)
    {
        bool constructible = _list.Members[type.Id].Any(member => member.Name == "#ctor");
        if (type.Is("class") && !type.Is("static") && !constructible)
        {
            _source.Append("private extern ").Append(StubNames.Identifier(type.Name)).AppendLine("();");
        }

        if (type.Note("hidden") is string hidden)
        {
            string field = hidden == "reference fields" ? "object" : Primitives.Contains(type.Id) ? "global::" + type.Id : "int";
            _source.Append("private ").Append(type.Is("readonly") ? "readonly " : string.Empty).Append(field).AppendLine(" _hidden;");
        }

        if (type.Id == "System.Array")
        {
            _source.Append(ArrayMembers);
        }
    }

    // "ref" must be the last word before "struct".
    private static string Kind(ApiLine type) => (type.Is("ref") ? "ref " : string.Empty) + type.Words[^1];

    private static string Bases(ApiLine type)
    {
        IEnumerable<string> bases = type.Type.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != "System.Object" || !type.Is("static"))
            .Select(name => "global::" + name);
        string text = string.Join(", ", bases);
        return text.Length == 0 ? string.Empty : " : " + text;
    }

    private static string Usage(ApiLine type)
    {
        if (type.Note("usage") is not string usage)
        {
            return string.Empty;
        }

        string[] words = usage.Split(' ');
        string multiple = words.Contains("multiple") ? ", AllowMultiple = true" : string.Empty;
        string inherited = words.Contains("notinherited") ? ", Inherited = false" : string.Empty;
        return $"[global::System.AttributeUsage((global::System.AttributeTargets)({words[0]}){multiple}{inherited})] ";
    }
}
