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
    /// Short-lived objects of one operation at most: an advertisement event or a publisher with its sections takes about 1,300 bytes, the
    /// cipher's output of 148 bytes and its inner copies, or an open file, less. Collected when the heap is short of room.
    /// </summary>
    public const int TransientBytes = 2560;

    /// <summary>
    /// The CLR's tables about the adapters and the entry point, less what is saved by the device's having all in one assembly: the
    /// difference between what it took for all of the firmware and the estimate for the rest.
    /// </summary>
    public const int TableBytes = 268;

    /// <summary>What the Bluetooth library keeps while a sync window is open: services, characteristics, session. Measured in the public CLR, built for 32 bits on a host.</summary>
    public const int WindowBytes = 5064;

    /// <summary>What a full table of neighbours and a scan with 128 ids take beside what is there at rest.</summary>
    public const int CrowdBytes = (96 * 21) + 588 + (8 * 300);

    /// <summary>The CLR's frame of one call inside another, at least; a list that is written to flash in a sync is some 20 deep.</summary>
    public const int FrameBytes = 216;

    private const int ListBytes = 72;

    /// <summary>One row for each group of objects.</summary>
    public static IReadOnlyList<HeapRow> Rows { get; } =
    [
        // 13 adapters, TagLoop, TagTime, 2 locks; arrays of 2 and 62 bytes.
        Row("adapters, TagLoop, TagTime", 17, 37, 2, 24 + 84),

        // Controller, 5 pins of 7 fields with a lock each, 5 bundles of 5 fields, listener, 2 lists (one grown), one delegate.
        Row("GPIO library", 19, 69, 3, 120 + ListBytes + HeapModel.DelegateBytes),

        // Controller, channel, 2 locks.
        Row("ADC library", 4, 5, 0, 0),

        // Watcher, filters with an advertisement, hash table and 4 lists, listener with queue, event, thread and 2 lists.
        Row("Bluetooth library, scanning", 16, 54, 10, (7 * ListBytes) + 156 + (2 * HeapModel.DelegateBytes)),

        Row("random numbers", 1, 1, 0, 0),
    ];

    private static HeapRow Row(string what, int objects, int fields, int arrays, int arrayBytes) =>
        new(what, objects, HeapModel.BlockBytes * (objects + fields), arrays, arrayBytes);
}
