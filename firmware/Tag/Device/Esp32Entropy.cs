using System;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The chip's random number generator. nanoFramework fact: on the ESP32 every System.Random draws from it and ignores
/// seeds. It is a true random source only while the radio runs: a secret must be drawn with the stack up.
/// </summary>
public sealed class Esp32Entropy : IEntropy
{
    private readonly Random _random = new Random();

    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count)
    {
        byte[] drawn = new byte[count];
        _random.NextBytes(drawn);
        Array.Copy(drawn, 0, buffer, offset, count);
        Array.Clear(drawn, 0, count);
    }
}
