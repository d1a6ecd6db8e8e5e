using System;
using System.Collections.Generic;

namespace BluezoneTag.Registry.Results;

/// <summary>A value, or the problems that stood in its way: never both, never neither.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, IReadOnlyList<Problem> problems)
    {
        _value = value;
        Problems = problems;
    }

    /// <summary>True when there is a value.</summary>
    public bool IsOk => Problems.Count == 0;

    /// <summary>What went wrong; empty when all went well.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The first problem. Only when there is one.</summary>
    public Problem Problem => Problems[0];

    /// <summary>The value. Throws when there is none: ask <see cref="IsOk"/> first.</summary>
    public T Value => IsOk ? _value! : throw new InvalidOperationException(Problem.ToString());

    /// <summary>A value.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>A problem.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, [problem]);

    /// <summary>Several problems, at least one.</summary>
    internal static Result<T> Failed(IReadOnlyList<Problem> problems) =>
        problems.Count > 0 ? new(default, problems) : throw new ArgumentException("No problem", nameof(problems));
}
