using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>What a sync has the rest of the tag do.</summary>
public interface ISyncHost
{
    /// <summary>Sets UTC, the time at <paramref name="now"/>, right within <paramref name="errorMs"/> either way.</summary>
    void SetUtc(TagTime now, long utcMs, int errorMs);

    /// <summary>Takes a new base key from now on, made on UTC day <paramref name="creationDay"/>.</summary>
    void Rekey(byte[] baseKey, int creationDay);

    /// <summary>Puts settings into force.</summary>
    void Apply(TagSettings settings);

    /// <summary>Writes all records gathered so far to the log.</summary>
    void Flush();

    /// <summary>Shows a signal to the wearer.</summary>
    void Show(Signal signal, long uptimeMs);

    /// <summary>The files are wiped: nothing in memory may be written any more.</summary>
    void OnWiped();
}
