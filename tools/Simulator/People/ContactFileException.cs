using System;

namespace BluezoneTag.Simulator.People;

/// <summary>A contact file that cannot be used: says where and what to do.</summary>
public sealed class ContactFileException : Exception
{
    /// <summary><paramref name="message"/> names the file, the line, and what to do next.</summary>
    public ContactFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
