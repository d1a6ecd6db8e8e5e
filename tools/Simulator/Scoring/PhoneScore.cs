namespace BluezoneTag.Simulator.Scoring;

/// <summary>How phones and tags heard each other.</summary>
/// <param name="PhoneCount">Phones in the run.</param>
/// <param name="Rows">Rows that all phones stored.</param>
/// <param name="RowsOfTags">Those about tags.</param>
/// <param name="ScansWithTagInReach">Phone scan and tag within two metres for all of it.</param>
/// <param name="ScansThatHeardIt">Those in which the phone stored at least one row of that tag.</param>
/// <param name="TagSightingsOfPhones">Sightings of phones by tags.</param>
public readonly record struct PhoneScore(
    int PhoneCount, int Rows, int RowsOfTags, int ScansWithTagInReach, int ScansThatHeardIt, long TagSightingsOfPhones);
