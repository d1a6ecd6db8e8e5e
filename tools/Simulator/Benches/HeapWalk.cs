using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Walks everything that the firmware keeps alive - from one object and from all static fields of its assemblies - and
/// adds it up by <see cref="HeapModel"/>. What stands behind a port belongs to the simulator and is left out.
/// </summary>
public sealed class HeapWalk
{
    private const BindingFlags DeclaredStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Assembly[] _firmware;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Value, string Owner)> _open = new();
    private readonly Dictionary<string, HeapRow> _rows = new();

    /// <summary>A walk that takes the types of <paramref name="firmware"/> for the tag's own.</summary>
    public HeapWalk(params Assembly[] firmware)
    {
        _firmware = firmware;
    }

    /// <summary>The rows so far, the largest first.</summary>
    public IReadOnlyList<HeapRow> Rows =>
        [.. _rows.Values.OrderByDescending(row => row.Bytes).ThenBy(row => row.Type, StringComparer.Ordinal)];

    /// <summary>Leaves out this object, and what only it leads to.</summary>
    public void LeaveOut(object part) => _seen.Add(part);

    /// <summary>Adds <paramref name="root"/> and all that it leads to.</summary>
    public void Add(object root)
    {
        Reach(root, root.GetType().Name);
        Drain();
    }

    /// <summary>Adds the static fields of all types, constants excepted: those are in the code.</summary>
    public void AddStaticFields()
    {
        foreach (FieldInfo field in _firmware.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetFields(DeclaredStatic)))
        {
            if (!field.IsLiteral)
            {
                string owner = $"static {field.DeclaringType!.Name}";
                Count(owner, HeapModel.BlockBytes, isArray: false);
                Reach(field.FieldType.IsValueType ? null : field.GetValue(null), owner);
            }
        }

        Drain();
    }

    private void Reach(object? value, string owner)
    {
        if (value != null && IsOwned(value.GetType()) && _seen.Add(value))
        {
            _open.Enqueue((value, owner));
        }
    }

    // Arrays and the like are the firmware's if their elements can be; the only bare object is a lock.
    private bool IsOwned(Type type)
    {
        if (type.IsArray)
        {
            Type element = type.GetElementType()!;
            return element.IsPrimitive || IsOwned(element);
        }

        return _firmware.Contains(type.Assembly)
            || type == typeof(string) || type == typeof(object) || type.IsPrimitive || typeof(Delegate).IsAssignableFrom(type);
    }

    private void Drain()
    {
        while (_open.TryDequeue(out (object Value, string Owner) next))
        {
            Measure(next.Value, next.Owner);
        }
    }

    private void Measure(object value, string owner)
    {
        switch (value)
        {
            case string text:
                Count(owner, HeapModel.OfString(text), isArray: true);
                break;
            case Array array:
                MeasureArray(array, owner);
                break;
            case Delegate method:
                Count(owner, HeapModel.DelegateBytes, isArray: true);
                Reach(method.Target, owner);
                break;
            case ValueType:
                Count(owner, HeapModel.BoxedBytes, isArray: true);
                break;
            default:
                MeasureObject(value, owner);
                break;
        }
    }

    private void MeasureArray(Array array, string owner)
    {
        Type element = array.GetType().GetElementType()!;
        Count(owner, HeapModel.OfArray(element, array.Length), isArray: true);
        if (!element.IsValueType)
        {
            foreach (object? item in array)
            {
                Reach(item, owner);
            }
        }
    }

    private void MeasureObject(object value, string owner)
    {
        Type type = value.GetType();
        bool isFirmware = _firmware.Contains(type.Assembly);
        Count(isFirmware ? type.Name : owner, HeapModel.OfObject(type), isArray: !isFirmware);
        foreach (FieldInfo field in HeapModel.InstanceFields(type).Where(field => !field.FieldType.IsValueType))
        {
            Reach(field.GetValue(value), type.Name);
        }
    }

    private void Count(string type, int bytes, bool isArray)
    {
        HeapRow row = _rows.GetValueOrDefault(type) ?? new HeapRow(type, 0, 0, 0, 0);
        _rows[type] = isArray
            ? row with { ArrayCount = row.ArrayCount + 1, ArrayBytes = row.ArrayBytes + bytes }
            : row with { Count = row.Count + 1, OwnBytes = row.OwnBytes + bytes };
    }
}
