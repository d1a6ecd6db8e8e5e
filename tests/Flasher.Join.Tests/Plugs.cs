using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.FlasherBench;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// The sockets of a bench: which of its tags are plugged in. Time is counted in looks of the program, four a second; whoever looks first is
/// the one who watches for plugs.
/// </summary>
internal sealed class Plugs(VirtualBench bench) : IPortList
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _plugged = [];
    private readonly List<(int Look, string Name)> _later = [];
    private int _watcher;
    private int _looks;

    public void Plug(int number)
    {
        lock (_lock)
        {
            _plugged.Add(Name(number));
        }
    }

    /// <summary>Pulled out now, plugged in again after so many looks.</summary>
    public void Unplug(int number, int? plugAgainAfter = null)
    {
        lock (_lock)
        {
            _plugged.Remove(Name(number));
            if (plugAgainAfter is int looks)
            {
                _later.Add((_looks + looks, Name(number)));
            }
        }
    }

    public IReadOnlyList<PortInfo> All()
    {
        lock (_lock)
        {
            _watcher = _watcher == 0 ? Environment.CurrentManagedThreadId : _watcher;
            if (_watcher == Environment.CurrentManagedThreadId)
            {
                _looks++;
                _plugged.UnionWith(_later.Where(one => one.Look == _looks).Select(one => one.Name));
            }

            return [.. bench.All().Where(one => _plugged.Contains(one.Name))];
        }
    }

    private static string Name(int number) => $"virtual:{number}";
}
