using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Estimates the signature table of a .pe: each different signature once, one or two bytes more than the types in it.</summary>
public static class PeSignatures
{
    private const int PrimitiveBytes = 1;

    // Kind and compressed token.
    private const int OwnTypeBytes = 3;

    // Calling convention and number of parameters.
    private const int MethodOverhead = 2;

    // Number of local variables or interfaces, kind of member.
    private const int ListOverhead = 1;

    // Length of an initial value.
    private const int ValueOverhead = 2;

    /// <summary>Bytes of the table.</summary>
    public static int Length(
        IEnumerable<TypeDefinition> types,
        IEnumerable<FieldDefinition> fields,
        IReadOnlyCollection<MethodDefinition> methods,
        IEnumerable<MemberReference> references)
    {
        var lengths = new Dictionary<string, int>();
        foreach (FieldDefinition field in fields)
        {
            lengths["F" + field.FieldType.FullName] = ListOverhead + Length(field.FieldType);
            if (field.InitialValue.Length > 0)
            {
                lengths["V" + field.FullName] = ValueOverhead + field.InitialValue.Length;
            }
        }

        foreach (MethodReference method in methods.Concat(references.OfType<MethodReference>()))
        {
            AddMethod(lengths, method);
        }

        foreach (MethodDefinition method in methods.Where(method => method.HasBody && method.Body.HasVariables))
        {
            AddList(lengths, "L", method.Body.Variables.Select(variable => variable.VariableType).ToArray());
        }

        foreach (TypeDefinition type in types.Where(type => type.HasInterfaces))
        {
            AddList(lengths, "I", type.Interfaces.Select(one => one.InterfaceType).ToArray());
        }

        return lengths.Values.Sum();
    }

    private static void AddMethod(Dictionary<string, int> lengths, MethodReference method)
    {
        TypeReference[] types = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];
        lengths[$"M{method.HasThis}{Key(types)}"] = MethodOverhead + types.Sum(Length);
    }

    private static void AddList(Dictionary<string, int> lengths, string kind, TypeReference[] types)
    {
        lengths[kind + Key(types)] = ListOverhead + types.Sum(Length);
    }

    private static string Key(TypeReference[] types) => string.Join(',', types.Select(type => type.FullName));

    private static int Length(TypeReference type)
    {
        if (type is TypeSpecification specification)
        {
            return 1 + Length(specification.ElementType);
        }

        return type.IsPrimitive || type.MetadataType is MetadataType.Void or MetadataType.String or MetadataType.Object ? PrimitiveBytes : OwnTypeBytes;
    }
}
