using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// What an object costs on the 32-bit nanoFramework 1.x heap. Source: heap-block and array layout of nf-interpreter 1.17
/// (CLR_RT_HeapBlock, CLR_RT_HeapBlock_Array, CLR_RT_HeapBlock_String), read, not measured on a board.
/// </summary>
public static class HeapModel
{
    /// <summary>One heap block: an object's header, each of its fields whatever the type, each static field.</summary>
    public const int BlockBytes = 12;

    /// <summary>Header of an array; the elements follow packed, and the whole is rounded up to blocks.</summary>
    public const int ArrayHeaderBytes = 20;

    /// <summary>A boxed number: an object around one field. The sources allow 12 to 24 bytes; the larger is taken.</summary>
    public const int BoxedBytes = 2 * BlockBytes;

    /// <summary>A delegate: header, target and method. An assumption; the firmware outside its adapters has none.</summary>
    public const int DelegateBytes = 3 * BlockBytes;

    private const BindingFlags DeclaredInstance =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>An object of <paramref name="type"/> without what its fields refer to.</summary>
    public static int OfObject(Type type)
    {
        int bytes = BlockBytes;
        foreach (FieldInfo _ in InstanceFields(type))
        {
            bytes += BlockBytes;
        }

        return bytes;
    }

    /// <summary>An array without what its elements refer to.</summary>
    public static int OfArray(Type elementType, int length) => RoundUp(ArrayHeaderBytes + (ElementBytes(elementType) * length));

    /// <summary>A string: header, UTF-8, final zero.</summary>
    public static int OfString(string text) => RoundUp(BlockBytes + Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>The fields of an object, those of its base classes included.</summary>
    public static IEnumerable<FieldInfo> InstanceFields(Type type)
    {
        for (Type? declaring = type; declaring != null; declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(DeclaredInstance))
            {
                yield return field;
            }
        }
    }

    private static int ElementBytes(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => BlockBytes,
    };

    private static int RoundUp(int bytes) => (bytes + BlockBytes - 1) / BlockBytes * BlockBytes;
}
