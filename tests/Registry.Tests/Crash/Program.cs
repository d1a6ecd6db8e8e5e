namespace BluezoneTag.Registry.Tests.Crash;

/// <summary>The test assembly as a program: the victim of the crash tests. Run by the test runner it is a library.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => Victim.Run(arguments);
}
