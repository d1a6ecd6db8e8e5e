using System;

namespace BluezoneTag.Simulator.Commands;

/// <summary>A port of this machine with a virtual tag behind it.</summary>
internal interface ITagPort : IDisposable
{
    /// <summary>What a flashing tool is given as the port's name.</summary>
    string Name { get; }

    /// <summary>Moves bytes both ways, without waiting.</summary>
    void Turn(long nowUs);
}
