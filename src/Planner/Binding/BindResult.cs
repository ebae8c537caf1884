using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>What binding gave: a value unless there are errors, and everything there is to say.</summary>
public sealed record BindResult<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics)
    where T : class
{
    public bool Succeeded => Value is not null;

    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(diagnostic => diagnostic.IsError);
}

/// <summary>A query that can be planned.</summary>
/// <param name="Plan">What it means.</param>
/// <param name="Emit">Its EMIT clause, or null.</param>
public sealed record BoundQuery(LogicalNode Plan, EmitRequest? Emit);

/// <summary>An INSERT that can be planned.</summary>
/// <param name="Plan">The query, cast to the columns of the target.</param>
public sealed record BoundInsert(LogicalSink Plan);

/// <summary>A table to be created.</summary>
/// <param name="Table">Its definition, with what the connector said.</param>
/// <param name="Insert">With AS: what fills it.</param>
public sealed record BoundCreateTable(TableDescriptor Table, BoundInsert? Insert);
