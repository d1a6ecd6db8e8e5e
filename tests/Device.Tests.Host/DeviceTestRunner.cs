using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using nanoFramework.TestFramework;
using Xunit;

namespace BluezoneTag.Device.Tests.Host;

public sealed class DeviceTestRunner
{
    public static IEnumerable<object[]> Cases()
    {
        foreach (MethodInfo method in Methods())
        {
            DataRowAttribute[] rows = method.GetCustomAttributes<DataRowAttribute>().ToArray();
            for (int row = 0; row < Math.Max(1, rows.Length); row++)
            {
                yield return new object[] { method.DeclaringType.Name, method.Name, row };
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Device_test(string testClass, string testMethod, int row)
    {
        MethodInfo method = Methods().Single(one => one.DeclaringType.Name == testClass && one.Name == testMethod);
        DataRowAttribute[] rows = method.GetCustomAttributes<DataRowAttribute>().ToArray();
        object instance = Activator.CreateInstance(method.DeclaringType);
        method.Invoke(instance, rows.Length == 0 ? null : rows[row].MethodParameters);
    }

    [Fact]
    public void All_test_classes_are_found()
    {
        Xunit.Assert.Equal(3, Methods().Select(method => method.DeclaringType).Distinct().Count());
    }

    private static IEnumerable<MethodInfo> Methods()
    {
        return typeof(ArithmeticTests).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<TestClassAttribute>() != null)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<TestMethodAttribute>() != null || method.GetCustomAttributes<DataRowAttribute>().Any());
    }
}
