using FlinkSql.Codegen.Compilation;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Codegen;

/// <summary>What the compiler of a job needs besides the plan.</summary>
public sealed record CompileContext
{
    /// <summary>The start of the names of generated classes, <c>Q1</c> unless given.</summary>
    public string QueryName { get; init; } = "Q1";

    /// <summary>The text of the query, for positions in comments and messages; null for one that has none.</summary>
    public string? Sql { get; init; }

    public JobSettings Settings { get; init; } = new();

    /// <summary>What becomes of rows whose event time is NULL.</summary>
    public NullRowtime NullRowtime { get; init; }

    /// <summary>Compiles C#; shared, so that its cache is too.</summary>
    public RoslynCompiler Compiler { get; init; } = RoslynCompiler.Shared;

    /// <summary>Makes the operator that reads a table. Called once per job; the result once per subtask.</summary>
    public required Func<PhysicalSource, Func<Operator>> Source { get; init; }

    /// <summary>Makes the operator that writes a table or hands rows to whoever asked.</summary>
    public required Func<PhysicalSink, Func<Operator>> Sink { get; init; }

    /// <summary>Makes the operator that gives rows written in the query.</summary>
    public Func<ISource, Func<Operator>>? Values { get; init; }

    /// <summary>Makes the operator of a node that neither generated code nor this assembly knows.</summary>
    public Func<PhysicalNode, Func<Operator>?>? Library { get; init; }
}
