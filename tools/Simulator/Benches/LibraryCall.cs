namespace BluezoneTag.Simulator.Benches;

/// <summary>A method of the base library that the firmware called while it was counted. Native code on the tag, or IL not counted here.</summary>
/// <param name="Method">Its name and parameters.</param>
/// <param name="PerReport">Calls for one heard advertisement, on average over all kinds; 0 when only other work calls it.</param>
public sealed record LibraryCall(string Method, double PerReport);
