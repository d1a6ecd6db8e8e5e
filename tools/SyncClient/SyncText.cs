namespace BluezoneTag.SyncClient;

/// <summary>One sentence in both languages.</summary>
/// <param name="Vietnamese">In Vietnamese.</param>
/// <param name="English">In English.</param>
public sealed record SyncText(string Vietnamese, string English);
