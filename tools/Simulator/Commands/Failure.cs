using System;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Turns what went wrong into a message on standard error and an exit code.</summary>
public static class Failure
{
    /// <summary>Exit code of a mistake that the user can mend.</summary>
    public const int UserError = 2;

    /// <summary>Exit code of a fault of the simulator or the firmware.</summary>
    public const int Fault = 1;

    /// <summary>Runs <paramref name="action"/> and reports what it throws.</summary>
    public static int Guard(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception)
        {
            return Report(exception);
        }
    }

    /// <summary>Writes the message; returns the exit code.</summary>
    public static int Report(Exception exception)
    {
        if (exception is UserErrorException or ContactFileException)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return UserError;
        }

        Console.Error.WriteLine($"fault: {exception.GetType().Name}: {exception.Message}");
        Console.Error.WriteLine(exception.StackTrace);
        Console.Error.WriteLine($"This is a fault of the simulator or the firmware. To see it again: {Replay.CommandLine()}");
        return Fault;
    }
}
