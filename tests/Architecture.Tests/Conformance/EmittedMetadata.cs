using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// The last look, at what the compiler wrote instead of at what we wrote: no generic type, method or parameter, no
/// pointer and no array with several dimensions, whoever introduced it.
/// </summary>
public static class EmittedMetadata
{
    /// <summary>Findings without a line, since metadata has none.</summary>
    public static IEnumerable<Finding> Of(string assembly, byte[] image)
    {
        using PEReader file = new(ImmutableArray.Create(image));
        MetadataReader reader = file.GetMetadataReader();
        int generics = reader.GetTableRowCount(TableIndex.GenericParam) + reader.GetTableRowCount(TableIndex.MethodSpec);
        if (generics > 0)
        {
            yield return Found(assembly, $"{generics} generic parameters or instances");
        }

        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            if (Banned(reader.GetBlobReader(reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature)) is string name)
            {
                yield return Found(assembly, name);
            }
        }
    }

    private static string? Banned(BlobReader signature)
    {
        SignatureTypeCode code;
        do
        {
            code = signature.ReadSignatureTypeCode();
        }
        while (code == SignatureTypeCode.SZArray);

        return code switch
        {
            SignatureTypeCode.GenericTypeInstance => "a generic instance",
            SignatureTypeCode.Array => "a multidimensional array",
            SignatureTypeCode.Pointer or SignatureTypeCode.FunctionPointer => "a pointer",
            _ => null,
        };
    }

    private static Finding Found(string assembly, string what) =>
        new(assembly, 0, string.Empty, $"the emitted metadata contains {what}", "The 1.x CLR cannot run it. Find the source that makes the compiler write it");
}
