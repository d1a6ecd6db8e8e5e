using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What the firmware would cost on the device: heap, instructions, deployed size. Counted, never timed.</summary>
public sealed record DeviceBenchResult
{
    /// <summary>
    /// Limit of the application's heap. The published ESP32-C3 image has 54,472 bytes for everything (nanoFramework Home
    /// issue 1824), of which the tables of the libraries take about half.
    /// </summary>
    public const int HeapLimitBytes = 25600;

    /// <summary>Limit of the exposure check while it works.</summary>
    public const int ExposureHeapLimitBytes = 8192;

    /// <summary>The whole heap of the published ESP32-C3 image.</summary>
    public const int ImageHeapBytes = 54472;

    /// <summary>
    /// What the CLR and the tables and static objects of all libraries take of it before the first line of the firmware runs: measured in the public CLR,
    /// built for 32 bits on a host, with the libraries of the firmware's packages.
    /// </summary>
    public const int LibraryHeapBytes = 19396;

    /// <summary>What the published image takes more than that, being built with support for a debugger: a byte for each method of all libraries and of the firmware.</summary>
    public const int DebuggerHeapBytes = 4076;

    /// <summary>Limit of one heard advertisement, IL instructions: 2 ms by the planning figure, a quarter of the 8 ms between two reports.</summary>
    public const int ReportIlLimit = 2000;

    /// <summary>Whether the measured assemblies were optimised; the figures of a debug build are too high.</summary>
    public required bool IsReleaseBuild { get; init; }

    /// <summary>Heap of the exposure check while it works.</summary>
    public required int ExposureHeapBytes { get; init; }

    /// <summary>What of it is there only then.</summary>
    public required int CheckHeapBytes { get; init; }

    /// <summary>Heap of the application while a sync window is open.</summary>
    public required int WindowHeapBytes { get; init; }

    /// <summary>Heap of the running application by class, the largest first: no window open, nothing being checked.</summary>
    public required IReadOnlyList<HeapRow> Heap { get; init; }

    /// <summary>Heap of the contact log alone, by class; in <see cref="Heap"/> too.</summary>
    public required IReadOnlyList<HeapRow> LogHeap { get; init; }

    /// <summary>Estimated heap of what exists on the device only.</summary>
    public required IReadOnlyList<HeapRow> DeviceHeap { get; init; }

    /// <summary>Executed IL instructions.</summary>
    public required IlCount Il { get; init; }

    /// <summary>Estimated deployed sizes.</summary>
    public required IReadOnlyList<PeSize> Pe { get; init; }

    /// <summary>Heap of the running application.</summary>
    public int HeapBytes => Heap.Sum(row => row.Bytes);

    /// <summary>The CLR's tables about the firmware itself.</summary>
    public int TableHeapBytes => Pe.Sum(size => size.HeapTables) + DeviceHeapEstimate.TableBytes;

    /// <summary>What is left of <see cref="ImageHeapBytes"/> when the application takes <paramref name="heapBytes"/>; the adapters' objects are counted too.</summary>
    public int LeftBytes(int heapBytes) => ImageHeapBytes - LibraryHeapBytes - DebuggerHeapBytes - TableHeapBytes - DeviceHeapBytes - heapBytes;

    /// <summary>Heap of the contact log.</summary>
    public int LogHeapBytes => LogHeap.Sum(row => row.Bytes);

    /// <summary>Whether the log's part is within its limit.</summary>
    public bool IsLogHeapWithinLimit => LogHeapBytes <= Benches.LogHeap.LimitBytes;

    /// <summary>Whether the exposure check is within its limit.</summary>
    public bool IsExposureHeapWithinLimit => ExposureHeapBytes <= ExposureHeapLimitBytes;

    /// <summary>Estimated heap of what exists on the device only.</summary>
    public int DeviceHeapBytes => DeviceHeap.Sum(row => row.Bytes);

    /// <summary>Instructions of the dearest advertisement.</summary>
    public long ReportIlMax => Il.Reports.Max(row => row.Max);

    /// <summary>SHA-256 blocks of the dearest id change within a day; one is what the chain needs.</summary>
    public long SlotChangeBlocks => Il.Blocks.Single(row => row.Name == IlCases.SlotChange).Max;

    /// <summary>Whether the heap is within its limit.</summary>
    public bool IsHeapWithinLimit => HeapBytes <= HeapLimitBytes;

    /// <summary>Whether every advertisement is within its limit.</summary>
    public bool IsReportWithinLimit => ReportIlMax <= ReportIlLimit;

    /// <summary>Whether an id change costs one block.</summary>
    public bool IsSlotChangeOneBlock => SlotChangeBlocks == 1;

    /// <summary>Whether all limits are kept.</summary>
    public bool IsPassed => IsHeapWithinLimit && IsLogHeapWithinLimit && IsExposureHeapWithinLimit && IsReportWithinLimit && IsSlotChangeOneBlock;
}
