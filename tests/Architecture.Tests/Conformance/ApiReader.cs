using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>Reads a reference assembly back into lines of an API list: the proof that the stubs are the lists.</summary>
public static class ApiReader
{
    /// <summary>The lines of an assembly, in the order of its types.</summary>
    public static IEnumerable<string> Read(string assembly) =>
        AllTypes(Symbol(assembly).GlobalNamespace).Where(IsListed).SelectMany(type => Members(type).Prepend(TypeLine(type)));

    /// <summary>The assembly as the compiler sees it, private members included.</summary>
    public static IAssemblySymbol Symbol(string assembly)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Reader",
            references: ReferenceAssemblies.Current.All,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(ReferenceAssemblies.Current.Of(assembly))!;
    }

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceOrTypeSymbol container)
    {
        IEnumerable<INamespaceOrTypeSymbol> inner = container is INamespaceSymbol space
            ? space.GetNamespaceMembers().Concat<INamespaceOrTypeSymbol>(space.GetTypeMembers())
            : container.GetTypeMembers();
        IEnumerable<INamedTypeSymbol> below = inner.SelectMany(AllTypes);
        return container is INamedTypeSymbol self ? below.Prepend(self) : below;
    }

    private static IEnumerable<string> Members(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(IsListed))
        {
            string id = member.GetDocumentationCommentId()! + " -> ";
            switch (member)
            {
                case IFieldSymbol field when field.Name != "value__":
                    yield return id + TypeName(field.Type) + FieldNotes(field);
                    break;
                case IPropertySymbol property:
                    string accessors = property.SetMethod == null ? " { get; }" : " { get; set; }";
                    yield return id + TypeName(property.Type) + accessors + Notes(Modifiers(property), Attributes(property));
                    break;
                case IEventSymbol one:
                    yield return id + TypeName(one.Type) + Notes(Modifiers(one), Attributes(one));
                    break;
                case IMethodSymbol { AssociatedSymbol: null } method when method.MethodKind != MethodKind.StaticConstructor && !IsStructDefault(method):
                    yield return id + TypeName(method.ReturnType) + Notes(Modifiers(method), Attributes(method).Concat(Callers(method)), Parameters(method));
                    break;
            }
        }
    }

    private static bool IsListed(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static bool IsStructDefault(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor && method.ContainingType.IsValueType && method.Parameters.IsEmpty;

    private static string TypeLine(INamedTypeSymbol type)
    {
        string line = $"{type.GetDocumentationCommentId()} -> {Kind(type)}";
        string[] bases = [.. Bases(type)];
        string[] notes = [.. TypeNotes(type)];
        return line + (bases.Length == 0 ? string.Empty : " : " + string.Join(", ", bases)) + string.Concat(notes.Select(note => $" [{note}]"));
    }

    private static string Kind(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Delegate => "delegate",
        TypeKind.Enum => HasAttribute(type, "FlagsAttribute") ? "flags enum" : "enum",
        TypeKind.Interface => "interface",
        TypeKind.Struct => (type.IsReadOnly ? "readonly " : string.Empty) + (type.IsRefLikeType ? "ref " : string.Empty) + "struct",
        _ when type.IsStatic => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : string.Empty) + "class",
    };

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        if (type.EnumUnderlyingType != null)
        {
            return [TypeName(type.EnumUnderlyingType)];
        }

        return type.TypeKind == TypeKind.Class && type.BaseType != null
            ? type.Interfaces.Prepend(type.BaseType).Select(TypeName)
            : type.Interfaces.Select(TypeName);
    }

    private static IEnumerable<string> TypeNotes(INamedTypeSymbol type)
    {
        if (type.IsGenericType)
        {
            yield return string.Join(", ", type.TypeParameters.Select(TypeParameter));
        }

        IFieldSymbol[] hidden = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !IsListed(field))];
        if (type.TypeKind == TypeKind.Struct && hidden.Length > 0)
        {
            yield return hidden.Any(field => field.Type.IsReferenceType) ? "hidden reference fields" : "hidden fields";
        }

        if (type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "AttributeUsageAttribute") is AttributeData usage)
        {
            string multiple = Named(usage, "AllowMultiple") is true ? " multiple" : string.Empty;
            string inherited = Named(usage, "Inherited") is false ? " notinherited" : string.Empty;
            yield return $"usage {usage.ConstructorArguments[0].Value}{multiple}{inherited}";
        }

        foreach (string note in Attributes(type))
        {
            yield return note;
        }
    }

    private static string TypeParameter(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in " + parameter.Name,
        VarianceKind.Out => "out " + parameter.Name,
        _ => parameter.Name,
    };

    private static IEnumerable<string> Attributes(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "ObsoleteAttribute" when !symbol.ContainingType?.IsRefLikeType ?? true:
                    yield return attribute.ConstructorArguments.Any(argument => argument.Value is true) ? "obsolete error" : "obsolete";
                    break;
                case "ConditionalAttribute":
                    yield return $"conditional {attribute.ConstructorArguments[0].Value}";
                    break;
            }
        }
    }

    private static IEnumerable<string> Callers(IMethodSymbol method) =>
        from parameter in method.Parameters
        from attribute in parameter.GetAttributes()
        where attribute.AttributeClass?.Name == "CallerArgumentExpressionAttribute"
        select $"caller {parameter.Name}={attribute.ConstructorArguments[0].Value}";

    private static IEnumerable<string> Modifiers(ISymbol member)
    {
        if (member.DeclaredAccessibility != Accessibility.Public)
        {
            yield return "protected";
        }

        if (member.ContainingType.TypeKind == TypeKind.Interface)
        {
            yield break;
        }

        if (member.IsStatic)
        {
            yield return "static";
        }

        if (member.IsAbstract || member.IsVirtual || member.IsOverride)
        {
            yield return member.IsAbstract ? "abstract" : member.IsOverride ? "override" : "virtual";
        }

        if (member is IMethodSymbol { IsExtensionMethod: true })
        {
            yield return "extension";
        }
    }

    private static string FieldNotes(IFieldSymbol field)
    {
        string value = field.HasConstantValue ? " = " + Constant(field.ConstantValue) : string.Empty;
        if (field.ContainingType.TypeKind == TypeKind.Enum)
        {
            return value + string.Concat(Attributes(field).Select(note => $" [{note}]"));
        }

        IEnumerable<string> words = field.DeclaredAccessibility == Accessibility.Public ? [] : ["protected"];
        words = field.IsConst ? words.Append("const") : field.IsStatic ? words.Append("static") : words;
        return value + Notes(field.IsReadOnly ? words.Append("readonly") : words, Attributes(field));
    }

    private static string Parameters(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(Parameter));

    private static string Parameter(IParameterSymbol parameter)
    {
        string modifier = parameter.RefKind switch
        {
            RefKind.Out => "out ",
            RefKind.None => parameter.IsParams ? "params " : string.Empty,
            _ => "ref ",
        };
        return modifier + parameter.Name + (parameter.HasExplicitDefaultValue ? "=" + Constant(parameter.ExplicitDefaultValue) : string.Empty);
    }

    private static string Notes(IEnumerable<string> words, IEnumerable<string> notes, string parameters = "")
    {
        string text = string.Join(' ', words.Concat(notes.Select(note => $"[{note}]")));
        text = parameters.Length == 0 ? text : $"{text} ({parameters})".Trim();
        return text.Length == 0 ? string.Empty : " ; " + text;
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char one => $"'\\u{(int)one:x4}'",
        double number when double.IsInfinity(number) => number > 0 ? "Infinity" : "-Infinity",
        float number when float.IsInfinity(number) => number > 0 ? "Infinity" : "-Infinity",
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => TypeName(array.ElementType) + "[]",
        ITypeParameterSymbol parameter => "`" + parameter.Ordinal.ToString(CultureInfo.InvariantCulture),
        _ => type.GetDocumentationCommentId()![2..],
    };

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == name);
}
