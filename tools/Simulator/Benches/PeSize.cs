namespace BluezoneTag.Simulator.Benches;

/// <summary>Estimated bytes of one assembly as it is deployed, by part of the file.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Tables">Header and metadata tables.</param>
/// <param name="Strings">Names and string literals.</param>
/// <param name="Signatures">Signatures and initial values of arrays.</param>
/// <param name="ByteCode">IL and exception tables.</param>
/// <param name="HeapTables">What the CLR takes of the heap for its own tables about the assembly when it is loaded.</param>
public sealed record PeSize(string Assembly, int Tables, int Strings, int Signatures, int ByteCode, int HeapTables)
{
    /// <summary>The whole file.</summary>
    public int Bytes => Tables + Strings + Signatures + ByteCode;
}
