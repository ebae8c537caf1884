using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>An operator and what may happen to it.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Input">The columns of its input.</param>
/// <param name="Create">Makes one of its subtasks.</param>
/// <param name="Script">A random script.</param>
internal sealed record RestoreCase(
    string Name, Schema Input, Func<Operator> Create, Func<Random, IReadOnlyList<RestoreStep>> Script)
{
    /// <summary>The columns by which its rows are spread; null when it runs in one subtask alone.</summary>
    public int[]? Keys { get; init; }

    /// <summary>Whether the rows may go to any subtask.</summary>
    public bool Anywhere { get; init; }

    public override string ToString() => Name;
}
