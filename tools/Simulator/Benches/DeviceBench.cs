using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag;
using BluezoneTag.Tag.Exposure;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// The command "bench device": what the firmware would take on the tag, found on the host without a clock. The same
/// sources give the same numbers on every machine.
/// </summary>
public static class DeviceBench
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Measures, prints to <paramref name="output"/> and writes JSON to <paramref name="jsonPath"/>. 0 when all limits are kept, else 1.</summary>
    public static int Run(TextWriter output, string? jsonPath)
    {
        DeviceBenchResult result = Measure();
        DeviceBenchReport.Write(result, output);
        if (jsonPath != null)
        {
            File.WriteAllText(jsonPath, JsonSerializer.Serialize(result, Json) + "\n");
        }

        return result.IsPassed ? 0 : 1;
    }

    /// <summary>Measures everything; takes a few seconds.</summary>
    public static DeviceBenchResult Measure()
    {
        Assembly[] firmware = [typeof(SlotTime).Assembly, typeof(TagApplication).Assembly];
        var room = new BenchRoom(tag => tag);
        room.Run();
        TagApplication application = Running(room.Tags[0]);
        IReadOnlyList<HeapRow> heap = Heap(firmware, application);
        room.OpenWindow(room.Tags[0]);
        int windowBytes = Total(firmware, application);
        BeginCheck(application.Exposure);
        return new DeviceBenchResult
        {
            IsReleaseBuild = firmware.All(IsOptimised),
            Heap = heap,
            WindowHeapBytes = windowBytes,
            CheckHeapBytes = Total(firmware, application) - windowBytes,
            ExposureHeapBytes = Total(firmware, application) - Total(firmware, application, application.Exposure),
            LogHeap = LogHeap.Measure(),
            DeviceHeap = DeviceHeapEstimate.Rows,
            Il = IlCounter.Measure(),
            Pe = firmware.Select(assembly => PeEstimate.Of(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".dll"))).ToArray(),
        };
    }

    // A full group of people, and the first step of it done.
    private static void BeginCheck(ExposureCheck check)
    {
        InfoEntry[] people = [.. Enumerable.Range(0, IdWalk.Capacity)
            .Select(person => new InfoEntry(Noise.Bytes(32, 1, person), BenchRoom.Day * 86400L, (BenchRoom.Day + 1) * 86400L, SlotTime.SlotsPerDay))];
        CompactList list = CompactList.Of(ExposureRule.ListOfF0, Noise.Bytes(8, 1, 1), people, BenchRoom.Day - 1, BenchRoom.Day + 1);
        check.Begin(list.Header, 0, list.Header.Length);
        foreach (byte[] chunk in list.Chunks)
        {
            check.Chunk(chunk, 0, chunk.Length);
        }

        check.Step();
        if (!check.HasWork)
        {
            throw new InvalidOperationException("The tag checks nothing: what a check takes cannot be measured.");
        }
    }

    private static int Total(Assembly[] firmware, TagApplication application, object? leftOut = null) => Heap(firmware, application, leftOut).Sum(row => row.Bytes);

    private static IReadOnlyList<HeapRow> Heap(Assembly[] firmware, TagApplication application, object? leftOut = null)
    {
        var walk = new HeapWalk(firmware);
        if (leftOut != null)
        {
            walk.LeaveOut(leftOut);
        }

        walk.Add(application);
        walk.AddStaticFields();
        return walk.Rows;
    }

    private static TagApplication Running(SimulatedTag tag) => tag.Application.Status == TagStatus.Running
        ? tag.Application
        : throw new InvalidOperationException($"The tag is not running but {tag.Application.Status}.");

    private static bool IsOptimised(Assembly assembly) =>
        assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
}
