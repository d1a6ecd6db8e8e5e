using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Rom;

/// <summary>Nobody looks.</summary>
public sealed class NoProgress : IFlashProgress
{
    /// <inheritdoc/>
    public void Begin(Text what)
    {
    }

    /// <inheritdoc/>
    public void Advance(long doneBytes, long totalBytes)
    {
    }
}
