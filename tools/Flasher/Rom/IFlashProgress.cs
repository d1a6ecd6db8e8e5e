using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Rom;

/// <summary>Hears how a job goes on. Called on the thread of the job.</summary>
public interface IFlashProgress
{
    /// <summary>A new step begins.</summary>
    void Begin(Text what);

    /// <summary>Of all compressed bytes of the job so many have been accepted.</summary>
    void Advance(long doneBytes, long totalBytes);
}
