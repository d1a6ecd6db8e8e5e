using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>What the log takes from the heap: a fixed part, and then nothing but the name of each new segment.</summary>
public sealed class LogMemoryTests
{
    // Two strings of eight and sixteen letters, on the host.
    private const int NameBytes = 200;

    [Fact]
    public void Slots_and_checkpoints_allocate_nothing_but_names_of_new_segments()
    {
        var ports = new LogCipherPort { IsReusing = true };
        var counters = new TagCounters();
        var log = new ContactLog(new TakingFiles(), ports, new LogCipher(ports, new byte[32]), counters);
        log.Open();
        var book = new ContactBook(log, counters, 420, 5) { ClockTrust = ClockTrust.Synced };
        byte[] id = new byte[BluezoneId.Length];
        Spend(book, id, 0, 100);
        int before = log.Segments.Count;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Spend(book, id, 100, 200);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(log.Segments.Count - before, 2, 20);
        Assert.InRange(allocated, 0, (log.Segments.Count - before + 1) * NameBytes);
        Assert.Equal(0, counters.Get(TagCounter.RecordsLost));
    }

    private static void Spend(ContactBook book, byte[] id, int firstSlot, int endSlot)
    {
        for (int slot = firstSlot; slot < endSlot; slot++)
        {
            for (int ms = 0; ms < SlotTime.SlotMs; ms += 20000)
            {
                id[0] = (byte)(ms / 60000);
                book.Record(SlotTime.StartOfSlot(slot) + ms, id, 0, -50, isTag: true);
                book.CloseSlotBefore(SlotTime.StartOfSlot(slot) + ms);
            }
        }
    }

    // Takes everything and keeps nothing.
    private sealed class TakingFiles : IFlashFiles
    {
        public int GetLength(string name) => -1;

        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count) => -1;

        public bool Write(string name, byte[] buffer, int offset, int count) => true;

        public bool Append(string name, byte[] buffer, int offset, int count) => true;

        public bool Delete(string name) => true;

        public string[] List() => [];
    }
}
