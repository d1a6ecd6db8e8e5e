using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Tag.Scanning;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Prints a <see cref="DeviceBenchResult"/>.</summary>
public static class DeviceBenchReport
{
    /// <summary>Writes all of it.</summary>
    public static void Write(DeviceBenchResult result, TextWriter output)
    {
        if (!result.IsReleaseBuild)
        {
            output.WriteLine("Debug build of the firmware: every figure below but the heap is too high. Build with -c Release.");
            output.WriteLine();
        }

        WriteHeap(result, output);
        WriteReports(result, output);
        WriteWorks(result, output);
        WriteLibraryCalls(result.Il.LibraryCalls, output);
        WritePe(result.Pe, output);
        output.WriteLine($"Device bench: {Verdict(result.IsPassed)}");
    }

    private static void WriteHeap(DeviceBenchResult result, TextWriter output)
    {
        output.WriteLine("Managed heap of the running application, bytes by the nanoFramework object model");
        output.WriteLine("(12 an object + 12 a field; arrays 20 + packed elements, strings 12 + UTF-8 + 1, both in steps of 12; a static field 12)");
        output.WriteLine($"  {"class",-44}{"count",7}{"bytes",9}{"arrays",8}{"bytes",9}{"total",9}");
        foreach (HeapRow row in result.Heap)
        {
            output.WriteLine($"  {row.Type,-44}{row.Count,7}{row.OwnBytes,9:N0}{row.ArrayCount,8}{row.ArrayBytes,9:N0}{row.Bytes,9:N0}");
        }

        output.WriteLine($"  {"total",-44}{result.Heap.Sum(row => row.Count),7}{result.Heap.Sum(row => row.OwnBytes),9:N0}"
            + $"{result.Heap.Sum(row => row.ArrayCount),8}{result.Heap.Sum(row => row.ArrayBytes),9:N0}{result.HeapBytes,9:N0}");
        output.WriteLine($"  limit {DeviceBenchResult.HeapLimitBytes:N0}: {Verdict(result.IsHeapWithinLimit)}");
        output.WriteLine($"  of it the contact log {result.LogHeapBytes:N0}, limit {LogHeap.LimitBytes:N0}: {Verdict(result.IsLogHeapWithinLimit)}");
        output.WriteLine($"  the exposure check at work {result.ExposureHeapBytes:N0}, limit {DeviceBenchResult.ExposureHeapLimitBytes:N0}: {Verdict(result.IsExposureHeapWithinLimit)}");
        output.WriteLine();
        output.WriteLine("Not counted above, estimated to about a factor of two: objects of the entry point and the device adapters");
        foreach (HeapRow row in result.DeviceHeap)
        {
            output.WriteLine($"  {row.Type,-68}{row.Count,9}{row.Bytes,9:N0}");
        }

        output.WriteLine($"  {"total",-77}{result.DeviceHeapBytes,9:N0}");
        output.WriteLine($"  {"short-lived, at most at one time",-77}{DeviceHeapEstimate.TransientBytes,9:N0}");
        output.WriteLine();
        output.WriteLine($"The published image's {DeviceBenchResult.ImageHeapBytes:N0} bytes");
        Line(output, "CLR, tables and static objects of the libraries, as measured", DeviceBenchResult.LibraryHeapBytes);
        Line(output, "tables for its debugger, as measured", DeviceBenchResult.DebuggerHeapBytes);
        Line(output, "tables about the firmware, from its metadata", result.TableHeapBytes);
        Line(output, "adapters and library objects, as above", result.DeviceHeapBytes);
        Left(output, result, "the application", result.HeapBytes);
        Left(output, result, "... in a scan of 128 ids, with a full table of neighbours", result.HeapBytes + DeviceHeapEstimate.CrowdBytes);
        Left(output, result, "... while a list is checked", result.HeapBytes + result.CheckHeapBytes);
        Left(output, result, "... while a sync window is open, the library's services included", result.WindowHeapBytes + DeviceHeapEstimate.WindowBytes);
        Left(output, result, "... both", result.WindowHeapBytes + DeviceHeapEstimate.WindowBytes + result.CheckHeapBytes);
        output.WriteLine($"  and of what is left {DeviceHeapEstimate.FrameBytes} for each call inside another, up to 20 of them in a sync");
        output.WriteLine();
    }

    private static void Line(TextWriter output, string what, int bytes) => output.WriteLine($"  {what,-77}{bytes,9:N0}");

    private static void Left(TextWriter output, DeviceBenchResult result, string what, int bytes) =>
        output.WriteLine($"  {what,-77}{bytes,9:N0}  left {result.LeftBytes(bytes):N0}");

    private static void WriteReports(DeviceBenchResult result, TextWriter output)
    {
        output.WriteLine("IL instructions of one heard advertisement, from the scanner's call to the updated sighting");
        output.WriteLine("(in a scan of its own; a call of the base library counts as one; the scanner adapter adds about 380, counted by hand)");
        WriteRows(result.Il.Reports, output);
        output.WriteLine($"  limit {DeviceBenchResult.ReportIlLimit:N0}, dearest {result.ReportIlMax:N0}: {Verdict(result.IsReportWithinLimit)}");
        output.WriteLine();
        output.WriteLine($"The same from a hostile sender who chooses ids to be slow (no limit: a scan holds at most {ReportQueue.Capacity} ids)");
        WriteRows(result.Il.HostileReports, output);
        output.WriteLine();
    }

    private static void WriteWorks(DeviceBenchResult result, TextWriter output)
    {
        output.WriteLine("IL instructions of everything else");
        WriteRows(result.Il.Works, output);
        output.WriteLine($"  ms: the dearest at {IlRow.MicrosecondsPerInstruction:0} us an instruction, a planning figure (0.5 to 3)");
        output.WriteLine();
        output.WriteLine("SHA-256 blocks");
        foreach (IlRow row in result.Il.Blocks)
        {
            output.WriteLine($"  {row.Name,-56}{row.Min,4} to {row.Max}");
        }

        output.WriteLine($"  id change within a day, must be 1: {Verdict(result.IsSlotChangeOneBlock)}");
        output.WriteLine();
    }

    private static void WriteRows(IEnumerable<IlRow> rows, TextWriter output)
    {
        output.WriteLine($"  {"",-56}{"samples",8}{"min",9}{"mean",9}{"max",9}{"ms",9}");
        foreach (IlRow row in rows)
        {
            output.WriteLine($"  {row.Name,-56}{row.Samples,8}{row.Min,9:N0}{row.Mean,9:N0}{row.Max,9:N0}{row.MaxMs,9:N2}");
        }
    }

    private static void WriteLibraryCalls(IEnumerable<LibraryCall> calls, TextWriter output)
    {
        output.WriteLine("Base library methods called, one instruction each above (0.00: by other work only)");
        output.WriteLine($"  {"",-56}{"per report",12}");
        foreach (LibraryCall call in calls)
        {
            output.WriteLine($"  {call.Method,-56}{call.PerReport,12:N2}");
        }

        output.WriteLine();
    }

    private static void WritePe(IReadOnlyList<PeSize> sizes, TextWriter output)
    {
        output.WriteLine("Deployed size, estimated from the host build's metadata: header 124, tables by record (assembly reference 12; type, field");
        output.WriteLine("and method reference 8; type 24, field 8, method 16), strings and signatures once each, IL with two-byte tokens. When last");
        output.WriteLine($"compared with the real metadata processor 2 to {PeEstimate.ErrorPercent} % too high (names in the CLR's own table are free there).");
        output.WriteLine("Device adapters and entry point are not included.");
        output.WriteLine($"  {"",-28}{"tables",9}{"strings",9}{"signatures",12}{"IL",9}{"total",9}");
        foreach (PeSize size in sizes)
        {
            output.WriteLine($"  {size.Assembly,-28}{size.Tables,9:N0}{size.Strings,9:N0}{size.Signatures,12:N0}{size.ByteCode,9:N0}{size.Bytes,9:N0}");
        }

        output.WriteLine($"  {"total",-28}{sizes.Sum(size => size.Tables),9:N0}{sizes.Sum(size => size.Strings),9:N0}"
            + $"{sizes.Sum(size => size.Signatures),12:N0}{sizes.Sum(size => size.ByteCode),9:N0}{sizes.Sum(size => size.Bytes),9:N0}");
        output.WriteLine();
    }

    private static string Verdict(bool isKept) => isKept ? "pass" : "MISS";
}
