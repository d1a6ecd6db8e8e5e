using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Sync;

/// <summary>A client's radio: finds the first tag whose window is open, and connects to it.</summary>
public sealed class VirtualTransport : IGattTransport
{
    private const long LookUs = 50000;
    private const long SearchUs = 20_000_000;

    private readonly VirtualPump _pump;
    private readonly IReadOnlyList<VirtualGatt> _tags;
    private readonly AirCount _count;
    private readonly HashSet<(VirtualGatt Tag, int Opening)> _done = [];
    private VirtualGatt? _current;

    /// <summary>A radio that hears all of <paramref name="tags"/>, over links of <see cref="Profile"/>.</summary>
    public VirtualTransport(VirtualPump pump, IReadOnlyList<VirtualGatt> tags, LinkProfile profile, AirCount count)
    {
        _pump = pump;
        _tags = tags;
        _count = count;
        Profile = profile;
    }

    /// <summary>What the next links are like.</summary>
    public LinkProfile Profile { get; set; }

    /// <summary>The last link.</summary>
    public VirtualLink? Link { get; private set; }

    /// <summary>Called with each frame on the air and whether the tag sent it.</summary>
    public System.Action<byte[], bool>? OnAir { get; set; }

    /// <summary>The tag connected to last has been served: not again in this window of it.</summary>
    public void OnServed()
    {
        if (_current != null)
        {
            _done.Add((_current, _current.OpenCount));
        }
    }

    /// <inheritdoc/>
    public async Task<IGattLink> ConnectAsync(string? peer = null)
    {
        long untilUs = _pump.NowUs + SearchUs;
        while (_pump.NowUs < untilUs)
        {
            VirtualGatt? tag = Find(peer);
            if (tag != null)
            {
                await _pump.DelayAsync((long)(Profile.ConnectMs * 1000)).ConfigureAwait(false);
                if (tag.IsConnectable(_pump.NowUs))
                {
                    _current = tag;
                    Link = new VirtualLink(_pump, tag, Profile, _count) { OnAir = OnAir, Peer = PeerOf(tag) };
                    return Link;
                }
            }

            await _pump.DelayAsync(LookUs).ConfigureAwait(false);
        }

        throw new SyncException(SyncFault.NotFound);
    }

    private string PeerOf(VirtualGatt tag)
    {
        for (int i = 0; i < _tags.Count; i++)
        {
            if (_tags[i] == tag)
            {
                return $"tag {i}";
            }
        }

        return string.Empty;
    }

    private VirtualGatt? Find(string? peer)
    {
        foreach (VirtualGatt tag in _tags)
        {
            if (tag.IsConnectable(_pump.NowUs) && (peer == null || peer == PeerOf(tag)) && !_done.Contains((tag, tag.OpenCount)))
            {
                return tag;
            }
        }

        return null;
    }
}
