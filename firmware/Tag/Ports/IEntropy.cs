namespace BluezoneTag.Tag.Ports;

/// <summary>Random bytes from the platform's best source.</summary>
public interface IEntropy
{
    /// <summary>Fills <paramref name="count"/> bytes at <paramref name="offset"/>.</summary>
    void Fill(byte[] buffer, int offset, int count);
}
