using System;
using Xunit;

namespace BluezoneTag.Kiosk.Tests.Support;

/// <summary>A fact that needs node; skipped, with the reason, without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.Missing;
}

/// <summary>A theory that needs node; skipped, with the reason, without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Node.Missing;
}

/// <summary>A fact that needs the type checker; skipped, with the reason, without node or npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TypesFactAttribute : FactAttribute
{
    public TypesFactAttribute() => Skip = Node.TypesMissing;
}
