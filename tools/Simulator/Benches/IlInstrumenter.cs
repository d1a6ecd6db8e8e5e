using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Makes copies of assemblies that count their own IL instructions: every basic block begins by adding the number of its
/// original instructions to <see cref="IlMeter"/>. A call counts as one, and what the called method does on top if it is
/// instrumented too; a call into the base library is one instruction and is noted by name.
/// </summary>
public sealed class IlInstrumenter
{
    private readonly string[] _instrumentedNames;
    private readonly List<string> _libraryMethods = new();
    private MethodReference _add = null!;
    private MethodReference _callLibrary = null!;

    /// <summary>Calls into assemblies other than <paramref name="instrumentedNames"/> are calls into the base library.</summary>
    public IlInstrumenter(params string[] instrumentedNames)
    {
        _instrumentedNames = instrumentedNames;
    }

    /// <summary>Base library methods that the code calls, in the order of the numbers that <see cref="IlMeter.CallLibrary"/> is given.</summary>
    public IReadOnlyList<string> LibraryMethods => _libraryMethods;

    /// <summary>The assembly at <paramref name="path"/> with counters in it.</summary>
    public byte[] Instrument(string path)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        ModuleDefinition module = assembly.MainModule;
        _add = module.ImportReference(typeof(IlMeter).GetMethod(nameof(IlMeter.Add)));
        _callLibrary = module.ImportReference(typeof(IlMeter).GetMethod(nameof(IlMeter.CallLibrary)));
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Instrument(method.Body);
        }

        using var stream = new MemoryStream();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private void Instrument(MethodBody body)
    {
        // Long forms first: the inserted instructions push short branches beyond their reach.
        body.SimplifyMacros();
        Instruction[] code = [.. body.Instructions];
        HashSet<Instruction> leaders = Leaders(body, code);
        ILProcessor processor = body.GetILProcessor();
        var newStarts = new Dictionary<Instruction, Instruction>();
        int start = 0;
        for (int end = 1; end <= code.Length; end++)
        {
            if (end == code.Length || leaders.Contains(code[end]))
            {
                newStarts[code[start]] = InsertCounters(processor, code[start..end]);
                start = end;
            }
        }

        Retarget(body, code, newStarts);
        body.OptimizeMacros();
    }

    private static HashSet<Instruction> Leaders(MethodBody body, Instruction[] code)
    {
        var leaders = new HashSet<Instruction>();
        foreach (Instruction instruction in code)
        {
            bool isEnd = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (isEnd && instruction.Next != null)
            {
                leaders.Add(instruction.Next);
            }

            leaders.UnionWith(Targets(instruction));
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            leaders.UnionWith(new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart }.OfType<Instruction>());
        }

        return leaders;
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private Instruction InsertCounters(ILProcessor processor, Instruction[] block)
    {
        Instruction first = processor.Create(OpCodes.Ldc_I4, block.Length);
        processor.InsertBefore(block[0], first);
        processor.InsertBefore(block[0], processor.Create(OpCodes.Call, _add));
        foreach (MethodReference called in block.Select(instruction => instruction.Operand).OfType<MethodReference>().Where(IsLibrary))
        {
            processor.InsertBefore(block[0], processor.Create(OpCodes.Ldc_I4, NumberOf(called)));
            processor.InsertBefore(block[0], processor.Create(OpCodes.Call, _callLibrary));
        }

        return first;
    }

    private bool IsLibrary(MethodReference method)
    {
        IMetadataScope scope = method.DeclaringType.Scope;
        string name = scope is ModuleDefinition module ? module.Assembly.Name.Name : scope.Name;
        return !_instrumentedNames.Contains(name);
    }

    private int NumberOf(MethodReference method)
    {
        string name = $"{method.DeclaringType.Name}.{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.Name))})";
        int number = _libraryMethods.IndexOf(name);
        if (number < 0)
        {
            number = _libraryMethods.Count;
            _libraryMethods.Add(name);
        }

        return number;
    }

    // Whoever jumped to a block now jumps to its counter.
    private static void Retarget(MethodBody body, Instruction[] code, Dictionary<Instruction, Instruction> newStarts)
    {
        Instruction? New(Instruction? old) => old == null ? null : newStarts[old];
        foreach (Instruction instruction in code)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => newStarts[target],
                Instruction[] targets => targets.Select(target => newStarts[target]).ToArray(),
                object other => other,
                null => null,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = New(handler.TryStart);
            handler.TryEnd = New(handler.TryEnd);
            handler.HandlerStart = New(handler.HandlerStart);
            handler.HandlerEnd = New(handler.HandlerEnd);
            handler.FilterStart = New(handler.FilterStart);
        }
    }
}
