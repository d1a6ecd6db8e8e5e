using System;

namespace BluezoneTag.Protocol.Sync;

/// <summary>Labels of key derivation as bytes, and bytes one behind the other: the platform hashes whole arrays only.</summary>
public static class Ascii
{
    /// <summary><paramref name="label"/>, which has ASCII characters only, followed by <paramref name="room"/> zero bytes.</summary>
    public static byte[] Label(string label, int room)
    {
        byte[] bytes = new byte[label.Length + room];
        for (int i = 0; i < label.Length; i++)
        {
            bytes[i] = (byte)label[i];
        }

        return bytes;
    }

    /// <summary><paramref name="label"/> followed by the first <paramref name="count"/> bytes of <paramref name="data"/>.</summary>
    public static byte[] Label(string label, byte[] data, int count)
    {
        byte[] bytes = Label(label, count);
        Array.Copy(data, 0, bytes, label.Length, count);
        return bytes;
    }
}
