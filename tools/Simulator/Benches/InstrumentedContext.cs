using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// A second set of the firmware and of the simulator beside the running one: the firmware instrumented, the simulator as it
/// is but bound to the instrumented firmware. So measured code is called as in any simulation, without reflection.
/// </summary>
public sealed class InstrumentedContext : AssemblyLoadContext
{
    private readonly Dictionary<string, byte[]> _images;
    private readonly Assembly _simulator;

    /// <summary>A context in which each name of <paramref name="images"/> stands for that image.</summary>
    public InstrumentedContext(Dictionary<string, byte[]> images)
        : base(isCollectible: true)
    {
        _images = images;
        _simulator = typeof(InstrumentedContext).Assembly;
    }

    /// <summary>This context's own copy of the simulator.</summary>
    public Assembly Simulator => LoadFromAssemblyName(_simulator.GetName());

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == _simulator.GetName().Name)
        {
            return LoadFromAssemblyPath(_simulator.Location);
        }

        return _images.TryGetValue(assemblyName.Name!, out byte[]? image) ? LoadFromStream(new MemoryStream(image)) : null;
    }
}
