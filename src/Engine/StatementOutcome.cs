using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Engine;

/// <summary>What a statement came to.</summary>
public abstract record StatementOutcome
{
    /// <summary>Warnings and notes, for the user to see before the rest.</summary>
    public IReadOnlyList<Diagnostic> Notes { get; init; } = [];
}

/// <summary>It was done; there is no more to say than this.</summary>
public sealed record DoneOutcome(string Message) : StatementOutcome;

/// <summary>A text to be shown as it is: EXPLAIN, SHOW CREATE.</summary>
public sealed record TextOutcome(string Text) : StatementOutcome;

/// <summary>A small table to be shown: SHOW, DESCRIBE, SET.</summary>
public sealed record TableOutcome(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
    : StatementOutcome;

/// <summary>A query runs; its rows can be read.</summary>
public sealed record QueryOutcome(RunningQuery Query) : StatementOutcome;

/// <summary>An INSERT or statement set runs.</summary>
public sealed record InsertOutcome(RunningJob Job) : StatementOutcome;

/// <summary>A job was asked to stop; its <see cref="RunningJob.Completion"/> says when it has.</summary>
public sealed record StopOutcome(RunningJob Job) : StatementOutcome
{
    /// <summary>The path of the savepoint it was to stop with; null where it was to stop without.</summary>
    public Task<string>? Savepoint { get; init; }
}

/// <summary>The prompt is to end.</summary>
public sealed record QuitOutcome : StatementOutcome;
