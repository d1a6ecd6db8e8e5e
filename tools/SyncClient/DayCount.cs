namespace BluezoneTag.SyncClient;

/// <summary>Contacts of one local day.</summary>
/// <param name="LocalDay">Days since 1970-01-01, local.</param>
/// <param name="Around">All contacts.</param>
/// <param name="Close">Close ones.</param>
public sealed record DayCount(int LocalDay, int Around, int Close);
