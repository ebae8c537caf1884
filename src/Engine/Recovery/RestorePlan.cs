using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Engine.Recovery;

/// <summary>What the operators of a job find of a checkpoint, and what of it no operator takes.</summary>
internal sealed class RestorePlan
{
    private readonly StreamGraph _graph;
    private readonly SavedCheckpoint _saved;
    private readonly JobSnapshot _snapshot;

    public RestorePlan(PlanResult plan, SavedCheckpoint saved)
    {
        _graph = plan.StreamGraph!;
        _saved = saved;
        _snapshot = saved.Describe();
        HashSet<string> claimed = [.. _graph.Nodes.Select(node => node.Uid)];
        Dropped =
        [
            .. from uid in _snapshot.Operators.Keys.Order(StringComparer.Ordinal)
               where !claimed.Contains(uid)
               let holds = Holds(uid)
               where holds is not null
               select new DroppedState(uid, _snapshot.Names.GetValueOrDefault(uid, "an operator"), holds),
        ];
    }

    /// <summary>The key groups its state is spread over.</summary>
    public int MaxParallelism => _snapshot.MaxParallelism;

    /// <summary>One line for each operator of the job, inputs first.</summary>
    public IReadOnlyList<OperatorRestore> Operators => [.. _graph.Nodes.Select(Of)];

    /// <summary>State that no operator of the job takes.</summary>
    public IReadOnlyList<DroppedState> Dropped { get; }

    /// <summary>What EXPLAIN RESTORE prints.</summary>
    public string Print()
    {
        IReadOnlyList<OperatorRestore> operators = Operators;
        int actions = operators.Max(each => each.Action.ToString().Length);
        IEnumerable<string> lines = operators.Select((each, number) =>
            $"[{number}] {each.Action.ToString().ToUpperInvariant().PadRight(actions)}  {each.Name}  uid={each.Uid}: {each.Reason}");
        IEnumerable<string> dropped = Dropped.Count == 0
            ? ["no state is dropped"]
            : Dropped.Select(each => $"dropped: {each.Name}  uid={each.Uid}: {each.Holds}");
        return string.Join('\n', ["== Restore ==", .. lines, .. dropped]);
    }

    private OperatorRestore Of(StreamNode node)
    {
        string name = PhysicalText.Name(node.Node);
        bool keeps = node.Node.Traits.State.Kind != StateBoundKind.Stateless || node.Node is PhysicalSource or PhysicalSink;
        if (Holds(node.Uid) is not { } holds)
        {
            return keeps && !_snapshot.Operators.ContainsKey(node.Uid)
                ? new OperatorRestore(RestoreAction.Rebuild, name, node.Uid, "no state, starts empty")
                : new OperatorRestore(RestoreAction.Reuse, name, node.Uid, keeps ? "its state is empty" : "keeps no state");
        }

        int before = _snapshot.Operators[node.Uid].Count;
        return before == node.Parallelism
            ? new OperatorRestore(RestoreAction.Reuse, name, node.Uid, holds)
            : new OperatorRestore(RestoreAction.Migrate, name, node.Uid, $"{holds}; parallelism {before} -> {node.Parallelism}");
    }

    /// <summary>What a checkpoint holds of an operator, in words; null for nothing.</summary>
    private string? Holds(string uid)
    {
        if (!_snapshot.Operators.TryGetValue(uid, out IReadOnlyList<StateSnapshot>? subtasks))
        {
            return null;
        }

        string[] tables =
        [
            .. _saved.CountRows(uid).Where(table => table.Rows != 0)
                .Select(table => $"{table.Table} ({table.Rows} {(table.Rows == 1 ? "row" : "rows")})"),
        ];
        if (tables.Length != 0)
        {
            return string.Join(", ", tables);
        }

        string[] numbers = [.. subtasks.SelectMany(state => state.OwnNumbers).Distinct().Order(StringComparer.Ordinal)];
        return numbers.Length == 0 ? null : string.Join(", ", numbers);
    }
}

/// <summary>What becomes of an operator.</summary>
internal enum RestoreAction
{
    /// <summary>It goes on with its state as it is.</summary>
    Reuse,

    /// <summary>It goes on with its state, spread anew.</summary>
    Migrate,

    /// <summary>It starts empty.</summary>
    Rebuild,
}

/// <summary>What one operator finds.</summary>
internal sealed record OperatorRestore(RestoreAction Action, string Name, string Uid, string Reason);

/// <summary>State that no operator takes.</summary>
internal sealed record DroppedState(string Uid, string Name, string Holds);
