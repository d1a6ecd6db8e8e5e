using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>What the device cannot build, load or run is refused with file, line and name.</summary>
public sealed class PlantedViolationTests
{
    /// <summary>Members of a class, and what the finding must name beside file and line.</summary>
    public static TheoryData<string, string, string> Members => new()
    {
        // What the library lacks.
        { "public string Join(string[] parts) => string.Join(\",\", parts); // here", "Sample.Join", "'Join'" },
        { "public string Clean() =>\n    \"abc\".Replace(\"b\", \"\"); // here", "Sample.Clean", "'Replace'" },
        { "public DateTime Now() => DateTime.Now; // here", "Sample.Now", "'Now'" },
        { "public void Print() => Console.WriteLine(5); // here", "Sample.Print", "System.Console.WriteLine(string)" },
        { "public int Parse(string text) => (int)Enum.Parse(typeof(DayOfWeek), text); // here", "Sample.Parse", "'Parse'" },
        { "private decimal _price; // here", "Sample._price", "System.Decimal" },
        { "public byte Last(byte[] data) => data[^1]; // here", "Sample.Last", "System.Index" },
        { "private volatile int _count; // here", "Sample._count", "volatile" },
        { "public object Box() => new { A = 1 }; // here", "Sample.Box", "anonymous type new { A = 1 }" },
        { "private record Point(int X); // here", "Sample.Point", "error CS" },
        { "public int Kind() => (int)DateTimeKind.Local; // here", "Sample.Kind", "Local" },
        { "public object Make() => new System.Threading.ThreadAbortException(); // here", "Sample.Make", "ThreadAbortException" },
        { "public int Count(byte[] data) => data.Count; // here", "Sample.Count", "'Count'" },

        // What compiles and does not run.
        { "public class Box<T> { } // here", "Sample.Box", "own generic declaration public class Box<T>" },
        { "public T Same<T>(T value) => value; // here", "Sample.Same", "own generic declaration public T Same<T>(T value)" },
        { "public delegate void Seen<T>(T value); // here", "Sample.Seen", "own generic declaration" },
        { "public void Outer()\n{\n    static T Same<T>(T one) => one; // here\n    Same(1);\n}", "Sample.Outer", "own generic declaration static T Same<T>" },
        { "private Action<int> _seen; // here", "Sample._seen", "generic delegate Action<int>" },
        { "private Func<int, int> _map; // here", "Sample._map", "generic delegate Func<int, int>" },
        { "public event EventHandler<EventArgs> Seen; // here", "Sample", "generic name EventHandler<EventArgs>" },
        { "private System.Collections.Generic.List<int> _ids; // here", "Sample._ids", "generic name List<int>" },
        { "public void Run() { var map = (int x) => x; } // here", "Sample.Run", "inferred generic type System.Func<int, int>" },
        { "private int[,] _map; // here", "Sample._map", "multidimensional array int[,]" },
        { "public object Map() => new[,] { { 1 } }; // here", "Sample.Map", "multidimensional array" },
        { "public int Add(int a) => checked(a + 1); // here", "Sample.Add", "checked(a + 1)" },
        { "public int Add(int a)\n{\n    checked // here\n    {\n        return a + 1;\n    }\n}", "Sample.Add", "checked block" },
        { "public unsafe void Fill()\n{\n    byte* buffer = stackalloc byte[4]; // here\n}", "Sample.Fill", "stackalloc byte[4]" },
        { "public unsafe void Fill() // here\n{\n}", "Sample.Fill", "unsafe" },
        { "public unsafe void Pin(byte[] data)\n{\n    fixed (byte* p = data) // here\n    {\n    }\n}", "Sample.Pin", "fixed" },
        { "private unsafe int* _pointer; // here", "Sample._pointer", "pointer type int*" },
        { "private unsafe delegate*<int, void> _pointer; // here", "Sample._pointer", "function pointer" },
        { "public interface IShape { int Area() => 0; } // here", "Sample.IShape.Area", "interface member with a body" },
        { "public interface IShape\n{\n    int Area { get => 0; } // here\n}", "Sample.IShape.Area", "interface member with a body" },
        { "~Sample() // here\n{\n}", "Sample.finalizer", "finalizer" },

        // What the compiler would refuse, told better.
        { "private int? _level; // here", "Sample._level", "nullable type int?" },
        { "public async void Run() { } // here", "Sample.Run", "async" },
        { "public void Run() { Action go = async () => { }; } // here", "Sample.Run", "async" },
        { "public System.Collections.IEnumerable Ids()\n{\n    yield return 1; // here\n}", "Sample.Ids", "yield" },
        { "private dynamic _any; // here", "Sample._any", "dynamic" },
        { "public (int A, int B) Both() => default; // here", "Sample.Both", "tuple (int A, int B)" },
        { "public void Swap(ref int a, ref int b) => (a, b) = (b, a); // here", "Sample.Swap", "tuple (b, a)" },
        { "public object Odd(int[] all) => from one in all where one % 2 == 1 select one; // here", "Sample.Odd", "LINQ query" },

        // What costs too much.
        { "public void Log(string n)\n{\n    for (int i = 0; i < 9; i++)\n        Log($\"{i}\"); // here\n}", "Sample.Log", "interpolated string in a loop" },
        { "public void Log(int[] x)\n{\n    foreach (int a in x)\n    _b = $\"{a}\"; // here\n} string _b;", "Sample.Log", "interpolated string in a loop" },
        { "public void Log(int n)\n{\n    while ($\"{n}\".Length < 3) // here\n        n *= 2;\n}", "Sample.Log", "interpolated string in a loop" },

        // What would part the two runtimes.
        { "#if DEBUG // here\n#endif", "", "preprocessor condition #if DEBUG" },
    };

    /// <summary>Members that the device builds and runs.</summary>
    public static TheoryData<string> GoodMembers =>
    [
        "private static readonly byte[] Table = { 1, 2, 3 };",
        "public int[][] Rows() => new int[2][];",
        "public uint Wrap(uint a) => unchecked(a * 31);",
        "public string Text(int n) => $\"{n:X2}\";",
        "public string Text(int[] all)\n{\n    foreach (int one in all)\n    {\n        _sum += one;\n    }\n\n    return $\"{_sum}\";\n}\n\nprivate int _sum;",
        "public void Once(int n)\n{\n    for (string text = $\"{n}\"; n > text.Length; n--)\n    {\n    }\n}",
        "public delegate void Seen(int value);\npublic event Seen Found;\npublic void Raise() => Found?.Invoke(1);",
        "public Action Later(int n) => () => _n = n;\nprivate int _n;",
        "public interface IShape\n{\n    int Area { get; }\n    bool TryRead(byte[] data, out int value);\n}",
        "/// <summary>See <see cref=\"System.Func{T}\"/>.</summary>\npublic int X { get; init; }",
        "public int Kind(string name) => name switch { \"a\" => 1, \"b\" => 2, _ => 0 };",
        "public object Make(int size) => size is > 0 and < 9 ? new byte[size] : null;",
        "public void Read(Array list)\n{\n    foreach (object one in list)\n        lock (list)\n            _n += (int)one;\n}\nint _n;",
        "public long Ms() => DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond;",
        "public byte First(byte[] data)\n{\n    SpanByte span = new(data);\n    return span[0];\n}",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void It_is_refused_with_file_line_and_member(string members, string member, string construct)
    {
        string source = Snippet.Class(members);
        Findings.AssertNamed(Snippet.Check(source), Snippet.Name, Snippet.MarkedLine(source), member, construct);
    }

    [Theory]
    [MemberData(nameof(GoodMembers))]
    public void It_passes(string members) => Findings.AssertNone(Snippet.Check(Snippet.Class(members)));

    [Fact]
    public void A_package_the_project_does_not_list_is_refused_and_named()
    {
        string source = "using System.Device.Gpio; // here\n" + "namespace Planted;\npublic class Sample\n{\n    private GpioPin _pin;\n}\n";
        Findings.AssertNamed(Snippet.Check(source), Snippet.Name, 1, "System.Device.Gpio", "nanoFramework.System.Device.Gpio");
        Findings.AssertNamed(Snippet.Check(source), Snippet.Name, 5, "Sample._pin", "nanoFramework.System.Device.Gpio");
        Findings.AssertNone(Snippet.Check(source, "System.Device.Gpio", "nanoFramework.Runtime.Events"));
    }

    [Fact]
    public void A_type_with_an_indirect_base_needs_the_package_of_that_base_too()
    {
        string source = "using System.Device.Gpio;\nnamespace Planted;\npublic class Sample\n{\n"
            + "    public object As(PinValueChangedEventArgs change) => change.Category; // here\n}\n";
        Findings.AssertNamed(Snippet.Check(source, "System.Device.Gpio"), Snippet.Name, 5, "Sample.As", "nanoFramework.Runtime.Events");
    }

    [Fact]
    public void A_feature_newer_than_the_pinned_language_is_refused()
    {
        string source = Snippet.Class("private readonly string _text = \"\"\"raw\"\"\"; // here");
        Findings.AssertNamed(Snippet.Check(source), Snippet.Name, 5, "Sample._text", "error CS8936");
    }

    [Fact]
    public void A_static_initialiser_may_not_call_device_code()
    {
        SourceFile radio = new("firmware/Tag/Device/Radio.cs", """
            namespace Planted;
            public class Radio
            {
                public const int Channel = 37;
                public static int Power { get; set; }
                public static int Start() => 1;
            }
            """);
        SourceFile caller = new("firmware/Tag/Caller.cs", """
            namespace Planted;
            public class Caller
            {
                public static readonly Radio One = new();
                public static int Two = Radio.Start();
                public static int Three = Radio.Channel;
                static Caller()
                {
                    Radio.Power = 3;
                }

                private readonly Radio _four = new Radio();
            }
            """);
        IReadOnlyList<Finding> findings = Snippet.Check([radio, caller]);
        Findings.AssertNamed(findings, caller.Name, 4, "Caller.One", "new()");
        Findings.AssertNamed(findings, caller.Name, 5, "Caller.Two", "Radio.Start()");
        Findings.AssertNamed(findings, caller.Name, 9, "Caller.constructor", "Radio.Power");
        Assert.DoesNotContain(findings, one => one.Line is 6 or 12);
    }

    [Theory]
    [InlineData("public class Box<T> { }", "1 generic parameters or instances")]
    [InlineData("public void Run(Action<int> seen) => seen(1);", "a generic instance")]
    [InlineData("public object Map() => new int[2, 2];", "a multidimensional array")]
    [InlineData("public object Map() => new int[2][,];", "a multidimensional array")]
    public void It_is_found_again_in_what_the_compiler_wrote(string members, string found) =>
        Findings.AssertNamed(Snippet.Check(Snippet.Class(members)), "Planted", 0, "emitted metadata", found);

    [Fact]
    public void A_preprocessor_condition_outside_of_the_firmware_is_left_alone() =>
        Findings.AssertNone(Snippet.Check([new SourceFile("tests/Device.Tests/Sample.cs", "#if DEBUG\n#endif\n")]));

    [Fact]
    public void A_debug_line_is_compiled_in_debug_only()
    {
        string source = Snippet.Class("public void Log() => System.Diagnostics.Debug.WriteLine(\"x\");");
        Assert.True(Mentions(source, DeviceConfiguration.Debug));
        Assert.False(Mentions(source, DeviceConfiguration.Release));
    }

    private static bool Mentions(string source, DeviceConfiguration configuration)
    {
        using MemoryStream image = new();
        CSharpCompilation compilation = Snippet.Compile([new SourceFile(Snippet.Name, source)], configuration);
        Assert.True(compilation.Emit(image).Success);
        return Encoding.ASCII.GetString(image.ToArray()).Contains("WriteLine", StringComparison.Ordinal);
    }
}
