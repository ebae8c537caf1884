using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Late;

/// <summary>The late rows of a job, by operator. They can be read while it runs and after it has ended.</summary>
public sealed class JobLateRows
{
    private readonly LateRowLog[][] _logs;

    internal JobLateRows(CompiledJob job)
    {
        JobSettings settings = job.Settings;
        var names = new HashSet<string>();
        _logs =
        [
            .. job.Vertices.Select(vertex => vertex.Operators.Select((compiled, position) => new LateRowLog(
                vertex.Id, position, Name(compiled, names), compiled.LateRows, settings.LateRowCapacity, settings.LateRowMemory)).ToArray()),
        ];
    }

    /// <summary>The operators that may drop late rows, in the order of the plan.</summary>
    public IReadOnlyList<LateRowLog> Operators => [.. _logs.SelectMany(logs => logs).Where(log => log.Shape is not null)];

    // Each is named when late rows are read, so two of one name get a number.
    private static string Name(CompiledOperator compiled, HashSet<string> names)
    {
        if (compiled.LateRows is not { } late)
        {
            return compiled.Name;
        }

        string name = late.Operator;
        for (int number = 2; !names.Add(name); number++)
        {
            name = $"{late.Operator} {number}";
        }

        return name;
    }

    internal ILateRows Of(int vertex, int position) => _logs[vertex][position];
}
