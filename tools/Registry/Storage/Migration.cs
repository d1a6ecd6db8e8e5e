namespace BluezoneTag.Registry.Storage;

/// <summary>The step from one schema version to the next.</summary>
/// <param name="Version">The version it leads to; versions count from 1 without gaps.</param>
/// <param name="Sql">Statements, run in one transaction together with the new version number.</param>
internal sealed record Migration(int Version, string Sql);
