using System;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>Two tags in an empty room, moved to the next position at each slot: the simulated world's signal, nobody else about.</summary>
public sealed class ProcedureField : IPropagation
{
    private const long MinuteUs = 60_000_000;
    private const double SideDb = 6;
    private const double BackDb = 14;

    // The simulated world puts 6 dB on case and chest; here two thirds of it are the chest's.
    private const double ChestDb = 4;

    private readonly ulong _seed;
    private readonly double _modelOffsetDb;
    private readonly double[] _offsetsDb;
    private readonly Func<long, (double Metres, Placement Placement)> _positionAt;

    /// <summary>
    /// Tags of a model that is <paramref name="modelOffsetDb"/> stronger than assumed; <paramref name="positionAt"/> tells
    /// where they are.
    /// </summary>
    public ProcedureField(ulong seed, double modelOffsetDb, Func<long, (double Metres, Placement Placement)> positionAt)
    {
        _seed = Noise.Stream(seed, "procedure");
        _modelOffsetDb = modelOffsetDb;
        _positionAt = positionAt;
        _offsetsDb = [RadioWorld.TagSigmaDb * Noise.Normal(_seed, 0, 31), RadioWorld.TagSigmaDb * Noise.Normal(_seed, 1, 31)];
    }

    /// <inheritdoc/>
    public int[] NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 1;
        return [1 - receiver];
    }

    /// <inheritdoc/>
    public double MeanRssiDbm(int sender, int receiver, long timeUs)
    {
        (double metres, Placement placement) = _positionAt(timeUs);
        long minute = timeUs / MinuteUs;
        double body = placement switch
        {
            Placement.Stand => -ChestDb,
            Placement.Side => SideDb + Noise.Between(0, 4, _seed, 2, minute),
            Placement.Back => BackDb + Noise.Between(0, 4, _seed, 2, minute),
            _ => Noise.Between(0, 4, _seed, 2, minute),
        };
        return RadioWorld.TagAtTwoMetresDbm + _modelOffsetDb + _offsetsDb[sender] + (_offsetsDb[receiver] / 2)
            - (20 * Math.Log10(metres / 2)) - body + (RadioWorld.MinuteSigmaDb * Noise.Normal(_seed, 3, minute));
    }
}
