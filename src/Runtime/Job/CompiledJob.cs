using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// A job ready to run: vertices (chains of operators) and the edges between them. Codegen makes it; the runtime knows
/// nothing of SQL.
/// </summary>
public sealed record CompiledJob(
    string Name, IReadOnlyList<CompiledVertex> Vertices, IReadOnlyList<CompiledEdge> Edges, JobSettings Settings);

/// <summary>A chain of operators that run in one task per subtask.</summary>
/// <param name="Id">Position in the job's list.</param>
/// <param name="Name">What plans print, for example <c>Source: flights -> Calc</c>.</param>
/// <param name="Parallelism">How many subtasks.</param>
/// <param name="SlotSharingGroup">Vertices of one group share slots.</param>
/// <param name="Operators">
/// In an order in which every operator comes after those that feed it. The first is the head: it takes the inputs of
/// the vertex, or is a source.
/// </param>
public sealed record CompiledVertex(
    int Id, string Name, int Parallelism, string SlotSharingGroup, IReadOnlyList<CompiledOperator> Operators);

/// <summary>One operator of a chain.</summary>
/// <param name="Name">What plans print.</param>
/// <param name="Create">Makes the operator of one subtask; called once per subtask.</param>
/// <param name="Downstream">
/// Positions in the chain of the operators it feeds. Several get the same batches, each with a reference of its own.
/// </param>
public sealed record CompiledOperator(string Name, Func<Operator> Create, IReadOnlyList<int> Downstream)
{
    /// <summary>What the rows look like that it may drop for being late; null when it drops none.</summary>
    public LateRowShape? LateRows { get; init; }

    /// <summary>A stable name derived from what it computes, under which its state is found again.</summary>
    public string Uid { get; init; } = Name;

    /// <summary>
    /// Tells apart what its input batches hold and mean, so that rows on their way to it are given to nobody else.
    /// </summary>
    public long InputLayout { get; init; }

    /// <summary>Positions in the planned chain of what it carries out; several where they share a loop.</summary>
    public IReadOnlyList<int> Planned { get; init; } = [];
}

/// <summary>Batches from an operator of one vertex to an input of another.</summary>
/// <param name="FromVertex">The producing vertex.</param>
/// <param name="FromOperator">The operator in its chain whose output leaves here.</param>
/// <param name="ToVertex">The consuming vertex.</param>
/// <param name="ToInput">Which input of its head operator: a join has two, a union many edges into one.</param>
/// <param name="Partitioning">How rows find their subtask.</param>
/// <param name="KeyColumns">For <see cref="Partitioning.Hash"/>: the columns whose values decide.</param>
public sealed record CompiledEdge(
    int FromVertex, int FromOperator, int ToVertex, int ToInput, Partitioning Partitioning, int[] KeyColumns);
