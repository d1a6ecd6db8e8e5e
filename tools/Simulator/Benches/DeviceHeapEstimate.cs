using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Heap of the objects that the entry point and the device adapters add, which no host build contains. Counted by hand by
/// the rules of <see cref="HeapModel"/>: adapters from firmware/Tag/Device, library objects from the fields declared in
/// System.Device.Gpio, System.Device.Adc and nanoFramework.Device.Bluetooth 1.1; an ArrayList is taken with four slots.
/// What native code allocates and what a library makes only now and then is not in it: good to about a factor of two.
/// </summary>
public static class DeviceHeapEstimate
{
    /// <summary>
    /// Short-lived objects of one operation at most: an advertisement event takes about 1,300 bytes, the cipher's output of
    /// 148 bytes and its inner copies, or an open file, less. Collected when the heap is short of room.
    /// </summary>
    public const int TransientBytes = 2560;

    /// <summary>The CLR's tables about the adapters and the entry point: the difference between what it took for all of the firmware and the estimate for the rest.</summary>
    public const int TableBytes = 1700;

    private const int ListBytes = 72;

    /// <summary>One row for each group of objects.</summary>
    public static IReadOnlyList<HeapRow> Rows { get; } =
    [
        // 13 adapters, TagLoop, TagTime, 2 locks; arrays of 2, 12, 3 and 62 bytes, one of 15 arrays and those of up to 14 bytes.
        Row("adapters, TagLoop, TagTime", 17, 40, 19, 24 + 36 + 24 + 84 + 204 + (14 * 36)),

        // Controller, 5 pins of 7 fields with a lock each, 5 bundles of 5 fields, listener, 2 lists (one grown), one delegate.
        Row("GPIO library", 19, 69, 3, 120 + ListBytes + HeapModel.DelegateBytes),

        // Controller, channel, 2 locks.
        Row("ADC library", 4, 5, 0, 0),

        // Advertisement with 3 lists, 2 sections, manufacturer data, 3 buffers, publisher.
        Row("Bluetooth library, advertising", 11, 36, 3, 3 * ListBytes),

        // Watcher, filters with an advertisement, hash table and 4 lists, listener with queue, event, thread and 2 lists.
        Row("Bluetooth library, scanning", 16, 54, 10, (7 * ListBytes) + 156 + (2 * HeapModel.DelegateBytes)),

        Row("random numbers", 1, 1, 0, 0),
    ];

    private static HeapRow Row(string what, int objects, int fields, int arrays, int arrayBytes) =>
        new(what, objects, HeapModel.BlockBytes * (objects + fields), arrays, arrayBytes);
}
