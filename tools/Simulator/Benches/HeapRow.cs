namespace BluezoneTag.Simulator.Benches;

/// <summary>Heap of all objects of one class, with the arrays and strings that only they refer to.</summary>
/// <param name="Type">Name of the class; of static fields, the class behind "static".</param>
/// <param name="Count">Objects of the class, or static fields.</param>
/// <param name="OwnBytes">Bytes of the objects or static fields themselves.</param>
/// <param name="ArrayCount">Arrays, strings and the like that were first reached from them.</param>
/// <param name="ArrayBytes">Bytes of those.</param>
public sealed record HeapRow(string Type, int Count, int OwnBytes, int ArrayCount, int ArrayBytes)
{
    /// <summary>All bytes of the row.</summary>
    public int Bytes => OwnBytes + ArrayBytes;
}
