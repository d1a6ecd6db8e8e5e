using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Makes what was on flash unreadable (docs/log.md 8): deletes the files, then fills the whole partition with junk, because a
/// deleted file's blocks keep their bytes until they are used again. Begun by a marker file, so that a power cut does not end
/// it: whoever starts the tag asks <see cref="IsPending"/> before anything else.
/// </summary>
public static class LogWipe
{
    /// <summary>Name of the marker.</summary>
    public const string MarkerName = "wipe.bin";

    private const string FillPrefix = "fill-";
    private const string FillSuffix = ".bin";
    private const byte ContactsOnly = (byte)'C';
    private const byte Everything = (byte)'A';
    private const int BlockLength = 4096;
    private const int MaxFillFiles = 256;

    /// <summary>
    /// Asks for a wipe: of the contacts and the state, or with <paramref name="isForReturn"/> of the identity too, after which
    /// the tag is not provisioned. Durable when it returns true; nothing has been deleted yet.
    /// </summary>
    public static bool Begin(IFlashFiles files, bool isForReturn)
    {
        byte[] kind = new byte[1];
        kind[0] = isForReturn ? Everything : ContactsOnly;
        return files.Write(MarkerName, kind, 0, 1);
    }

    /// <summary>
    /// Whether a wipe was asked for and has not come to its end. An empty marker is one whose writing was cut: nobody was told that the wipe was
    /// begun, and what kind it was to be is not known.
    /// </summary>
    public static bool IsPending(IFlashFiles files)
    {
        return files.GetLength(MarkerName) > 0;
    }

    /// <summary>
    /// Does the wipe, or the rest of it; blocks for some seconds. Returns how many blocks of junk fitted beside what was kept:
    /// with the blocks of the kept files they are the partition, which is the proof that nothing else is left in it. -1
    /// when a file could not be deleted; the wipe is then still pending. If power dies inside, call it again at the start.
    /// </summary>
    public static int Run(IFlashFiles files)
    {
        byte[] kind = new byte[1];
        files.Read(MarkerName, 0, kind, 0, 1);
        bool isForReturn = kind[0] == Everything;
        if (!DeleteAll(files, isForReturn))
        {
            return -1;
        }

        int filled = Fill(files);
        bool isClean = DeleteAll(files, isForReturn);
        return isClean && files.Delete(MarkerName) ? filled : -1;
    }

    // Deletes what is ours, junk included; what the platform keeps there stays.
    private static bool DeleteAll(IFlashFiles files, bool isForReturn)
    {
        bool isClean = true;
        string[] names = files.List();
        for (int i = 0; i < names.Length; i++)
        {
            if (IsContact(names[i]) || (isForReturn && IsIdentity(names[i])))
            {
                isClean &= files.Delete(names[i]);
            }
        }

        return isClean;
    }

    private static bool IsContact(string name)
    {
        return SegmentNames.TryParse(name, out _)
            || name.StartsWith("open-") || name.StartsWith("state-") || name.StartsWith("charge-") || name.StartsWith("expo-") || name.StartsWith(FillPrefix);
    }

    private static bool IsIdentity(string name)
    {
        return name == IdentityStore.FileName || name == IdentityStore.CopyName || name == DailyKeyStore.FileName || name.StartsWith("sync-");
    }

    private static int Fill(IFlashFiles files)
    {
        byte[] junk = new byte[BlockLength];
        for (int i = 0; i < BlockLength; i++)
        {
            junk[i] = 0xA5;
        }

        int count = 0;
        while (count < MaxFillFiles && files.Write(FillPrefix + count.ToString("X") + FillSuffix, junk, 0, BlockLength))
        {
            count++;
        }

        return count;
    }
}
