namespace BluezoneTag.Simulator.People;

/// <summary>Somebody in a contact trace.</summary>
/// <param name="Id">Number in the file, or made up by the generator.</param>
/// <param name="Group">School class, or "Teachers".</param>
public sealed record Person(int Id, string Group);
