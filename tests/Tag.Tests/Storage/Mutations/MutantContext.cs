using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>A world of its own, in which one firmware assembly has been exchanged and the simulator runs over it.</summary>
internal sealed class MutantContext : AssemblyLoadContext
{
    private readonly string _exchangedName;
    private readonly byte[] _exchanged;

    public MutantContext(string exchangedName, byte[] exchanged)
        : base(isCollectible: true)
    {
        _exchangedName = exchangedName;
        _exchanged = exchanged;
    }

    public Type Bench => LoadFromAssemblyName(new AssemblyName("BluezoneTag.Simulator")).GetType("BluezoneTag.Simulator.Benches.LogFaultBench", throwOnError: true)!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == _exchangedName)
        {
            return LoadFromStream(new MemoryStream(_exchanged));
        }

        string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        return assemblyName.Name!.StartsWith("BluezoneTag.", StringComparison.Ordinal) ? LoadFromStream(new MemoryStream(File.ReadAllBytes(path))) : null;
    }
}
