using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace BluezoneTag.Registry.Tests.Crash;

/// <summary>
/// Stands between SQLite and the operating system's files, counts every operation that changes a file (write, truncate, sync,
/// delete), and at a chosen one lets something happen: the process dies, or the disk is full from then on. Source: the VFS
/// interface of SQLite, structures sqlite3_vfs and sqlite3_io_methods.
/// </summary>
internal static unsafe class CuttingFileSystem
{
    private const int Ok = 0;
    private const int FirstMethod = 8;
    private const int MethodsLength = 19 * 8;
    private const int VfsLength = 21 * 8;

    // Indices of function pointers in sqlite3_io_methods, after the version number.
    private const int Close = 0;
    private const int Read = 1;
    private const int Write = 2;
    private const int Truncate = 3;
    private const int Sync = 4;
    private const int Size = 5;

    // Offsets in sqlite3_vfs on a 64-bit machine.
    private const int OpenOffset = 40;
    private const int DeleteOffset = 48;
    private const int NextOffset = 16;

    private static readonly Dictionary<nint, nint> Originals = [];

    // What stood where since the file was last synced, in the order of the writes.
    private static readonly List<(nint File, long Size, long Offset, byte[] Before)> Unsynced = [];
    private static nint _system;
    private static Func<int> _before = () => Ok;

    /// <summary>Operations so far.</summary>
    public static int Count { get; private set; }

    /// <summary>The kinds of operation so far, one letter each: w, t, s, d.</summary>
    public static string Kinds { get; private set; } = string.Empty;

    /// <summary>From now on every database goes through here. <paramref name="before"/> is asked before each operation: 0 lets it happen, another SQLite code is returned instead of it.</summary>
    public static void Install(Func<int> before)
    {
        _before = before;
        Count = 0;
        Kinds = string.Empty;
        Unsynced.Clear();
        if (_system != 0)
        {
            return;
        }

        SQLitePCL.Batteries_V2.Init();
        _system = sqlite3_vfs_find(0);
        nint vfs = Copy(_system, VfsLength);
        Put(vfs, NextOffset, 0);
        Put(vfs, OpenOffset, (nint)(delegate* unmanaged[Cdecl]<nint, nint, nint, int, nint, int>)&Open);
        Put(vfs, DeleteOffset, (nint)(delegate* unmanaged[Cdecl]<nint, nint, int, int>)&Delete);
        Put(vfs, 24, Marshal.StringToCoTaskMemUTF8("cutting"));
        if (sqlite3_vfs_register(vfs, 1) != Ok)
        {
            throw new InvalidOperationException("SQLite takes no VFS");
        }
    }

    /// <summary>Lets everything happen.</summary>
    public static void Reset() => _before = () => Ok;

    /// <summary>What power loss does: writes that were not synced are gone, all of them or every second one.</summary>
    public static void LosePower(bool all)
    {
        for (int i = Unsynced.Count - 1; i >= 0; i -= all ? 1 : 2)
        {
            (nint file, long size, long offset, byte[] before) = Unsynced[i];
            fixed (byte* bytes = before)
            {
                _ = ((delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)Original(file, Write))(file, (nint)bytes, before.Length, offset);
            }

            if (offset + before.Length > size)
            {
                _ = ((delegate* unmanaged[Cdecl]<nint, long, int>)Original(file, Truncate))(file, size);
            }
        }
    }

    private static int Happens(char kind)
    {
        Count++;
        Kinds += kind;
        return _before();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Open(nint vfs, nint name, nint file, int flags, nint outFlags)
    {
        int code = ((delegate* unmanaged[Cdecl]<nint, nint, nint, int, nint, int>)Get(_system, OpenOffset))(_system, name, file, flags, outFlags);
        nint methods = Get(file, 0);
        if (methods != 0)
        {
            Put(file, 0, Wrapped(methods));
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Delete(nint vfs, nint name, int syncDirectory)
    {
        int code = Happens('d');
        return code != Ok ? code : ((delegate* unmanaged[Cdecl]<nint, nint, int, int>)Get(_system, DeleteOffset))(_system, name, syncDirectory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int WriteFile(nint file, nint bytes, int count, long offset)
    {
        var original = (delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)Original(file, Write);
        int code = Happens('w');
        if (code == Torn)
        {
            // Half of it arrives, then the machine is gone.
            _ = original(file, bytes, count / 2, offset);
            Victim.Die();
        }

        if (code == Ok)
        {
            Remember(file, count, offset);
        }

        return code != Ok ? code : original(file, bytes, count, offset);
    }

    /// <summary>Asked for instead of a code: write half, then die.</summary>
    public const int Torn = -1;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int TruncateFile(nint file, long size)
    {
        int code = Happens('t');
        return code != Ok ? code : ((delegate* unmanaged[Cdecl]<nint, long, int>)Original(file, Truncate))(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int SyncFile(nint file, int flags)
    {
        int code = Happens('s');
        if (code == Ok)
        {
            Unsynced.RemoveAll(one => one.File == file);
        }

        return code != Ok ? code : ((delegate* unmanaged[Cdecl]<nint, int, int>)Original(file, Sync))(file, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int CloseFile(nint file)
    {
        Unsynced.RemoveAll(one => one.File == file);
        return ((delegate* unmanaged[Cdecl]<nint, int>)Original(file, Close))(file);
    }

    private static void Remember(nint file, int count, long offset)
    {
        long size;
        _ = ((delegate* unmanaged[Cdecl]<nint, nint, int>)Original(file, Size))(file, (nint)(&size));
        byte[] before = new byte[count];
        fixed (byte* bytes = before)
        {
            // Behind the end of the file SQLite fills up with zeros and says so; that is what is wanted.
            _ = ((delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)Original(file, Read))(file, (nint)bytes, count, offset);
        }

        Unsynced.Add((file, size, offset, before));
    }

    private static nint Wrapped(nint methods)
    {
        foreach (KeyValuePair<nint, nint> known in Originals)
        {
            if (known.Value == methods)
            {
                return known.Key;
            }
        }

        nint wrapped = Copy(methods, MethodsLength);
        Put(wrapped, FirstMethod + (Close * 8), (nint)(delegate* unmanaged[Cdecl]<nint, int>)&CloseFile);
        Put(wrapped, FirstMethod + (Write * 8), (nint)(delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)&WriteFile);
        Put(wrapped, FirstMethod + (Truncate * 8), (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&TruncateFile);
        Put(wrapped, FirstMethod + (Sync * 8), (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&SyncFile);
        Originals[wrapped] = methods;
        return wrapped;
    }

    private static nint Original(nint file, int method) => Get(Originals[Get(file, 0)], FirstMethod + (method * 8));

    private static nint Copy(nint source, int length)
    {
        nint copy = Marshal.AllocHGlobal(length);
        Buffer.MemoryCopy((void*)source, (void*)copy, length, length);
        return copy;
    }

    private static nint Get(nint at, int offset) => *(nint*)(at + offset);

    private static void Put(nint at, int offset, nint value) => *(nint*)(at + offset) = value;

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern nint sqlite3_vfs_find(nint name);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern int sqlite3_vfs_register(nint vfs, int makeDefault);
}
