using System;
using System.IO;
using BluezoneTag.Tag.Ports;
using NativeGC = nanoFramework.Runtime.Native.GC;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Files in the littlefs of the "config" flash partition, drive I:. nanoFramework facts: a file's new content is committed
/// when it is closed and not by a flush, so every method opens, works and closes; the partition also holds the
/// configuration manager's files, named con_*; a partition that cannot be mounted is formatted without a word.
/// </summary>
public sealed class ConfigPartitionFiles : IFlashFiles
{
    private const string Root = "I:\\";

    // The one constructor that calls no other: each call inside a call takes 200 bytes of the heap.
    private const int DefaultBuffer = 0;

    // Twice what looking for a file takes in passing, bytes.
    private const int RoomToLook = 4096;

    private const string ConfigurationPrefix = "con_";

    /// <inheritdoc/>
    public int GetLength(string name)
    {
        try
        {
            using FileStream file = OpenForReading(name);
            return file == null ? -1 : (int)file.Length;
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        try
        {
            using FileStream file = OpenForReading(name);
            if (file == null)
            {
                return -1;
            }

            // The driver reports the end of a file as -1, and would read on from any position beyond it.
            long left = file.Length - fileOffset;
            if (left <= 0)
            {
                return 0;
            }

            file.Seek(fileOffset, SeekOrigin.Begin);
            return file.Read(buffer, offset, left < count ? (int)left : count);
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int count)
    {
        try
        {
            // nanoFramework fact: the CLR does not move together what is free for every allocation of its own, and opening takes many.
            NativeGC.Run(true);

            // Closed inside the try block: an error may show only there.
            using FileStream file = new FileStream(Root + name, FileMode.Create, FileAccess.Write, FileShare.Read, DefaultBuffer);
            file.Write(buffer, offset, count);
            return true;
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        try
        {
            // As above, and not in one method for both: a call more is what the log's writing may have no room for.
            NativeGC.Run(true);
            using FileStream file = new FileStream(Root + name, FileMode.Append, FileAccess.Write, FileShare.Read, DefaultBuffer);
            file.Write(buffer, offset, count);
            return true;
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        try
        {
            File.Delete(Root + name);
            return true;
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public string[] List()
    {
        try
        {
            return OwnNames(Directory.GetFiles(Root));
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (Exception)
        {
            return new string[0];
        }
    }

    // Asking first spares the exception of the usual case, a file that is not there yet. But nanoFramework fact: the answer is no as well
    // when memory runs out while it is looked for, which must not be taken for a file that is gone. Where that may be, opening tells.
    private static FileStream OpenForReading(string name)
    {
        string path = Root + name;
        if (!File.Exists(path) && NativeGC.Run(true) >= RoomToLook && !File.Exists(path))
        {
            return null;
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, DefaultBuffer);
    }

    private static string[] OwnNames(string[] paths)
    {
        int count = 0;
        for (int i = 0; i < paths.Length; i++)
        {
            string name = paths[i].Substring(paths[i].LastIndexOf('\\') + 1);
            if (!name.StartsWith(ConfigurationPrefix))
            {
                paths[count] = name;
                count++;
            }
        }

        string[] names = new string[count];
        Array.Copy(paths, 0, names, 0, count);
        return names;
    }
}
