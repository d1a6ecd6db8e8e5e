using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// The log over flash that somebody or time has damaged: random and foreign files, turned bits, bad blocks. It must start within
/// its reads, invent nothing, lose no more than was hit, and go on.
/// </summary>
public static class LogDamageBench
{
    private const int Kinds = 6;
    private const double FlipsPerBit = 1e-6;
    private const int PartitionBlocks = 64;

    /// <summary>Images with a damaged, random, foreign, exchanged or newer file. Returns what went wrong.</summary>
    public static IReadOnlyList<string> RandomImages(int count)
    {
        var wrong = new List<string>();
        LogRig prepared = Prepare(slots: 60, neighbours: 12);
        for (int i = 0; i < count; i++)
        {
            LogRig rig = prepared.Fork();
            rig.AllowsStateLoss = true;
            rig.Ledger.AllowedLosses = Damage((FileFlash)rig.Files, i);
            Note(wrong, $"random image {i}", GoOn(rig));
        }

        return wrong;
    }

    /// <summary>A full log with one bit in a million turned. Returns what went wrong.</summary>
    public static IReadOnlyList<string> BitFlips(int count)
    {
        var wrong = new List<string>();
        LogRig prepared = Prepare(slots: 440, neighbours: 20);
        for (int i = 0; i < count; i++)
        {
            LogRig rig = prepared.Fork();
            var files = (FileFlash)rig.Files;
            int flips = Math.Max(1, (int)Math.Round(files.TotalLength * 8 * FlipsPerBit));
            string[] names = files.List();
            for (int flip = 0; flip < flips; flip++)
            {
                string name = names[Noise.Bits(21, i, flip) % (ulong)names.Length];
                files.Place(name, Flipped(files.Content(name), Noise.Bits(22, i, flip)));
            }

            rig.AllowsStateLoss = true;
            rig.Ledger.AllowedLosses = flips * LogLedger.RecordsPerSegment;
            Note(wrong, $"bit flips {i}", GoOn(rig));
        }

        return wrong;
    }

    /// <summary>Blocks that go bad one after the other while the tag writes. Returns what went wrong.</summary>
    public static IReadOnlyList<string> BadBlocks(int count)
    {
        var wrong = new List<string>();
        for (int i = 0; i < count; i++)
        {
            var flash = new NorFlash(PartitionBlocks);
            var rig = new LogRig(new LittleFiles(flash), new LogLedger());
            rig.Provision();
            rig.Boot();
            for (int slot = 0; slot < 24; slot++)
            {
                if (slot % 4 == 3)
                {
                    flash.GoBad(2 + (int)(Noise.Bits(23, i, slot) % (PartitionBlocks - 2)));
                }

                rig.Meet(18);
                rig.EndSlot();
            }

            rig.Save();
            Note(wrong, $"bad blocks {i}", GoOn(rig));
        }

        return wrong;
    }

    private static LogRig Prepare(int slots, int neighbours)
    {
        var rig = new LogRig(new FileFlash(), new LogLedger());
        rig.Provision();
        rig.Boot();
        for (int i = 0; i < slots; i++)
        {
            rig.Meet(neighbours);
            rig.EndSlot();
        }

        rig.Meet(neighbours);
        rig.Pass(SlotTime.SlotMs / 2);
        rig.Save();
        rig.SaveState();
        return rig;
    }

    // Starts, compares, writes two slots, starts again, compares.
    private static string? GoOn(LogRig rig)
    {
        try
        {
            rig.Boot();
            string? wrong = rig.Compare();
            for (int i = 0; i < 2 && wrong == null; i++)
            {
                rig.Meet(4);
                rig.EndSlot();
            }

            LogAttempt last = rig.Ledger.Attempts[^1];
            rig.Boot();
            wrong ??= rig.Compare();
            return wrong ?? (last.Acknowledged.Length == 4 ? null : "the next slot was not written");
        }
        catch (LogFaultException fault)
        {
            return fault.Message;
        }
    }

    // Returns how many records it may cost.
    private static int Damage(FileFlash files, int image)
    {
        string[] names = [.. files.List().Where(name => name != IdentityStore.CopyName)];
        string name = names[Noise.Bits(24, image) % (ulong)names.Length];
        string other = names[Noise.Bits(25, image) % (ulong)names.Length];
        byte[] content = files.Content(name);
        ulong chance = Noise.Bits(26, image);
        switch (image % Kinds)
        {
            case 0:
                files.Place(name, Noise.Bytes((int)(chance % 5000), 27, image));
                break;
            case 1:
                files.Place(name, content[..(int)(chance % (ulong)(content.Length + 1))]);
                break;
            case 2:
                files.Place(name, [.. content, .. Noise.Bytes((int)(chance % 600), 28, image)]);
                break;
            case 3:
                files.Place(name, Overwritten(content, image));
                break;
            case 4:
                files.Place(name, files.Content(other));
                break;
            default:
                files.Place(SegmentNames.NameOf((uint)chance), Noise.Bytes((int)(chance % 4097), 29, image));
                files.Place(name, Flipped(content, chance));
                break;
        }

        return 2 * LogLedger.RecordsPerSegment;
    }

    private static byte[] Overwritten(byte[] content, int image)
    {
        byte[] copy = (byte[])content.Clone();
        for (int i = 0; i < 8 && copy.Length > 0; i++)
        {
            ulong chance = Noise.Bits(30, image, i);
            copy[chance % (ulong)copy.Length] = (byte)(chance >> 40);
        }

        return copy;
    }

    private static byte[] Flipped(byte[] content, ulong chance)
    {
        byte[] copy = (byte[])content.Clone();
        if (copy.Length > 0)
        {
            copy[chance % (ulong)copy.Length] ^= (byte)(1 << (int)(chance >> 60 & 7));
        }

        return copy;
    }

    private static void Note(List<string> wrong, string what, string? failure)
    {
        if (failure != null)
        {
            wrong.Add($"{what}: {failure}");
        }
    }
}
