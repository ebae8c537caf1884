namespace FlinkSql.Parser.Ast;

/// <summary>One statement of a script.</summary>
public abstract record StatementSyntax : SyntaxNode;

/// <summary>A query on its own.</summary>
public sealed record QueryStatementSyntax(QuerySyntax Query) : StatementSyntax;

/// <summary><c>INSERT INTO t [PARTITION (..)] [(columns)] query</c>.</summary>
public sealed record InsertSyntax(SyntaxList<IdentifierSyntax> Target, QuerySyntax Query) : StatementSyntax
{
    /// <summary>True for INSERT OVERWRITE.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Hints behind the target.</summary>
    public SyntaxList<HintSyntax> Hints { get; init; }

    /// <summary>PARTITION (k = v); entries of an INSERT have a value.</summary>
    public SyntaxList<PartitionValueSyntax> Partition { get; init; }

    /// <summary>The columns written, or empty for all. A column may be a path into a row.</summary>
    public SyntaxList<ColumnRefSyntax> Columns { get; init; }

    /// <summary>ON CONFLICT DO .., or null.</summary>
    public ConflictAction? OnConflict { get; init; }
}

/// <summary>What to do when two rows have the same key.</summary>
public enum ConflictAction
{
    Error, Nothing, Deduplicate,
}

/// <summary><c>k = v</c> in a PARTITION list; without value just <c>k</c> (ANALYZE, SHOW PARTITIONS).</summary>
public sealed record PartitionValueSyntax(IdentifierSyntax Column, ExpressionSyntax? Value) : SyntaxNode;

/// <summary>Several INSERTs that run as one job: EXECUTE STATEMENT SET BEGIN .. END, or BEGIN STATEMENT SET; .. END.</summary>
public sealed record StatementSetSyntax(SyntaxList<InsertSyntax> Inserts) : StatementSyntax;

/// <summary><c>EXECUTE INSERT ..</c> or EXECUTE before a query: the same as the statement alone.</summary>
public sealed record ExecuteSyntax(StatementSyntax Statement) : StatementSyntax;

/// <summary><c>UPDATE t SET a = 1 [WHERE ..]</c>.</summary>
public sealed record UpdateSyntax(SyntaxList<IdentifierSyntax> Target, SyntaxList<AssignmentSyntax> Assignments)
    : StatementSyntax
{
    /// <summary>AS alias, or null.</summary>
    public IdentifierSyntax? Alias { get; init; }

    /// <summary>WHERE, or null.</summary>
    public ExpressionSyntax? Where { get; init; }
}

/// <summary><c>column = value</c>.</summary>
public sealed record AssignmentSyntax(ColumnRefSyntax Column, ExpressionSyntax Value) : SyntaxNode;

/// <summary><c>DELETE FROM t [WHERE ..]</c>.</summary>
public sealed record DeleteSyntax(SyntaxList<IdentifierSyntax> Target) : StatementSyntax
{
    /// <summary>AS alias, or null.</summary>
    public IdentifierSyntax? Alias { get; init; }

    /// <summary>WHERE, or null.</summary>
    public ExpressionSyntax? Where { get; init; }
}

/// <summary><c>TRUNCATE TABLE t</c>.</summary>
public sealed record TruncateTableSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax;

/// <summary><c>CALL procedure(args)</c>.</summary>
public sealed record CallSyntax(FunctionCallSyntax Call) : StatementSyntax;

/// <summary><c>EXPLAIN [details] statement</c>; EXPLAIN PLAN FOR and plain EXPLAIN have no details.</summary>
public sealed record ExplainSyntax(SyntaxList<ExplainDetail> Details, StatementSyntax Statement) : StatementSyntax;

/// <summary><c>EXPLAIN RESTORE SAVEPOINT 'path' FOR statement</c>.</summary>
public sealed record ExplainRestoreSyntax(string Savepoint, StatementSyntax Statement) : StatementSyntax;

/// <summary>What EXPLAIN shows. The last four are Flink's, the others ours.</summary>
public enum ExplainDetail
{
    Ast, Logical, Optimized, Physical, Graph, Job, Code, Trace, State, Watermark, Source, Delivery, Analyze,
    EstimatedCost, ChangelogMode, JsonExecutionPlan, PlanAdvice,
}

/// <summary><c>COMPILE [AND EXECUTE] PLAN 'file' [IF NOT EXISTS] FOR statement</c>.</summary>
public sealed record CompilePlanSyntax(string File, StatementSyntax Statement) : StatementSyntax
{
    /// <summary>True with IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>True for COMPILE AND EXECUTE PLAN.</summary>
    public bool Execute { get; init; }
}

/// <summary><c>EXECUTE PLAN 'file'</c>.</summary>
public sealed record ExecutePlanSyntax(string File) : StatementSyntax;

/// <summary><c>ANALYZE TABLE t [PARTITION (..)] COMPUTE STATISTICS [FOR COLUMNS a, b | FOR ALL COLUMNS]</c>.</summary>
public sealed record AnalyzeTableSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>PARTITION (..); a value may be missing.</summary>
    public SyntaxList<PartitionValueSyntax> Partition { get; init; }

    /// <summary>FOR COLUMNS a, b.</summary>
    public SyntaxList<IdentifierSyntax> Columns { get; init; }

    /// <summary>FOR ALL COLUMNS.</summary>
    public bool AllColumns { get; init; }
}
