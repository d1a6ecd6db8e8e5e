using System.Collections.Generic;
using System.IO;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Files of one command line, no two of which may be the same: a result must not overwrite its input.</summary>
public sealed class DistinctFiles
{
    private readonly Dictionary<string, string> _optionOfPath = new();

    /// <summary>Adds the file that <paramref name="option"/> names, if it names one. Throws <see cref="UserErrorException"/>.</summary>
    public void Add(string option, string? path)
    {
        if (path != null && !_optionOfPath.TryAdd(Path.GetFullPath(path), option))
        {
            throw new UserErrorException($"{option} and {_optionOfPath[Path.GetFullPath(path)]} are the same file, {path}.", "Give each its own.");
        }
    }
}
