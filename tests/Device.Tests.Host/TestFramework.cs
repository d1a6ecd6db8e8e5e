using System;

namespace nanoFramework.TestFramework;

/// <summary>Marks a class with device tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : Attribute
{
}

/// <summary>Marks a device test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute : Attribute
{
}

/// <summary>One set of arguments for a device test.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute : Attribute
{
    public DataRowAttribute(params object[] methodParameters)
    {
        MethodParameters = methodParameters;
    }

    public object[] MethodParameters { get; }
}

/// <summary>The few assertions that the device tests use, on top of the host's own.</summary>
public static class Assert
{
    public static void AreEqual(int expected, int actual) => Xunit.Assert.Equal(expected, actual);

    public static void AreEqual(uint expected, uint actual) => Xunit.Assert.Equal(expected, actual);

    public static void AreEqual(string expected, string actual) => Xunit.Assert.Equal(expected, actual);

    public static void IsTrue(bool condition) => Xunit.Assert.True(condition);

    public static void IsFalse(bool condition) => Xunit.Assert.False(condition);
}
