using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Air;

/// <summary>Everything one device has sent lately: its last few bursts, enough for the longest scan of a phone.</summary>
public sealed class Transmitter
{
    private const int KeptBursts = 8;

    private readonly Burst[] _bursts = new Burst[KeptBursts];
    private readonly ulong _seed;
    private readonly long _intervalUs;
    private int _newest = -1;
    private int _count;

    /// <summary><paramref name="node"/>: whose device this is, see <see cref="RadioMedium"/>.</summary>
    public Transmitter(int node, long intervalUs, ulong seed)
    {
        Node = node;
        _intervalUs = intervalUs;
        _seed = Noise.Bits(seed, node, intervalUs);
        for (int i = 0; i < KeptBursts; i++)
        {
            _bursts[i] = new Burst();
        }
    }

    /// <summary>Number of the device in its medium.</summary>
    public int Node { get; }

    /// <summary>Bursts kept, the newest at 0.</summary>
    public int BurstCount => _count;

    /// <summary>Burst <paramref name="age"/>, 0 for the newest.</summary>
    public Burst BurstAt(int age) => _bursts[(_newest - age + KeptBursts) % KeptBursts];

    /// <summary>Goes on the air at <paramref name="startUs"/>, which may lie ahead by the start of the stack.</summary>
    public void Begin(long startUs, ulong address, byte[] data, int length)
    {
        _newest = (_newest + 1) % KeptBursts;
        _count = _count < KeptBursts ? _count + 1 : KeptBursts;
        _bursts[_newest].Begin(startUs, _intervalUs, address, data, length, _seed);
    }

    /// <summary>Goes off the air.</summary>
    public void End(long endUs)
    {
        _bursts[_newest].End(endUs);
    }
}
