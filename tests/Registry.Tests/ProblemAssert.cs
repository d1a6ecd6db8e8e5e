using System.Linq;
using BluezoneTag.Registry.Results;
using Xunit;

namespace BluezoneTag.Registry.Tests;

/// <summary>Asserts about results.</summary>
internal static class ProblemAssert
{
    public static Problem Is<T>(RegistryError error, Result<T> result)
    {
        Assert.False(result.IsOk, "it went well");
        Assert.True(result.Problem.Error == error, $"expected {error}, got: {string.Join(" / ", result.Problems.Select(one => one.ToString()))}");
        return result.Problem;
    }

    public static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, string.Join(" / ", result.Problems.Select(one => one.ToString())));
        return result.Value;
    }
}
