using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>
/// Something to do with a tag that can be interrupted anywhere: what is done it remembers, and the next connection goes on from there.
/// </summary>
public interface ISyncJob
{
    /// <summary>Does what is left to do. Called again, with another connection, after a lost link.</summary>
    Task ContinueAsync(TagClient tag);
}
