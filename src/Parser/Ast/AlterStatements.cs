namespace FlinkSql.Parser.Ast;

/// <summary>ALTER of any kind of object; which action goes with which kind is fixed by the grammar.</summary>
public sealed record AlterSyntax(ObjectKind Kind, SyntaxList<IdentifierSyntax> Name, AlterActionSyntax Action) : StatementSyntax
{
    /// <summary>True for IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>True for ALTER TEMPORARY FUNCTION.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for ALTER TEMPORARY SYSTEM FUNCTION.</summary>
    public bool System { get; init; }
}

/// <summary>What ALTER does.</summary>
public abstract record AlterActionSyntax : SyntaxNode;

/// <summary>RENAME TO name (tables, views, models, connections).</summary>
public sealed record RenameActionSyntax(SyntaxList<IdentifierSyntax> NewName) : AlterActionSyntax;

/// <summary>RENAME column TO column; both may be a path into a row.</summary>
public sealed record RenameColumnActionSyntax(ColumnRefSyntax Column, ColumnRefSyntax NewName) : AlterActionSyntax;

/// <summary>SET ('k' = 'v').</summary>
public sealed record SetOptionsActionSyntax(SyntaxList<OptionSyntax> Options) : AlterActionSyntax;

/// <summary>RESET ('k').</summary>
public sealed record ResetOptionsActionSyntax(SyntaxList<string> Keys) : AlterActionSyntax;

/// <summary>COMMENT '..' of a catalog.</summary>
public sealed record CommentActionSyntax(string Comment) : AlterActionSyntax;

/// <summary>ADD or MODIFY of columns, watermark, constraint and distribution.</summary>
public sealed record SchemaActionSyntax(bool Modify) : AlterActionSyntax
{
    /// <summary>The columns and where they go.</summary>
    public SyntaxList<PositionedColumnSyntax> Columns { get; init; }

    /// <summary>WATERMARK FOR .. AS ...</summary>
    public SyntaxList<WatermarkSyntax> Watermarks { get; init; }

    /// <summary>PRIMARY KEY and UNIQUE.</summary>
    public SyntaxList<ConstraintSyntax> Constraints { get; init; }

    /// <summary>DISTRIBUTION .., or null.</summary>
    public DistributionSyntax? Distribution { get; init; }
}

/// <summary>A column and its place: FIRST, AFTER another, or at the end.</summary>
public sealed record PositionedColumnSyntax(ColumnSyntax Column) : SyntaxNode
{
    /// <summary>The row column it is a field of, as a path: <c>r</c> in ADD r.f INT. Empty for a column of the table.</summary>
    public SyntaxList<IdentifierSyntax> Parent { get; init; }

    /// <summary>True for FIRST.</summary>
    public bool First { get; init; }

    /// <summary>AFTER column, or null.</summary>
    public ColumnRefSyntax? After { get; init; }
}

/// <summary>DROP column or DROP (a, b).</summary>
public sealed record DropColumnsActionSyntax(SyntaxList<ColumnRefSyntax> Columns) : AlterActionSyntax;

/// <summary>DROP PRIMARY KEY.</summary>
public sealed record DropPrimaryKeyActionSyntax : AlterActionSyntax;

/// <summary>DROP CONSTRAINT name.</summary>
public sealed record DropConstraintActionSyntax(IdentifierSyntax Name) : AlterActionSyntax;

/// <summary>DROP WATERMARK.</summary>
public sealed record DropWatermarkActionSyntax : AlterActionSyntax;

/// <summary>DROP DISTRIBUTION.</summary>
public sealed record DropDistributionActionSyntax : AlterActionSyntax;

/// <summary>ADD [IF NOT EXISTS] PARTITION (..) [WITH (..)] ..</summary>
public sealed record AddPartitionsActionSyntax(SyntaxList<PartitionSyntax> Partitions) : AlterActionSyntax
{
    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary>PARTITION (k = v) [WITH (..)].</summary>
public sealed record PartitionSyntax(SyntaxList<PartitionValueSyntax> Values) : SyntaxNode
{
    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }
}

/// <summary>DROP [IF EXISTS] PARTITION (..), PARTITION (..).</summary>
public sealed record DropPartitionsActionSyntax(SyntaxList<PartitionSyntax> Partitions) : AlterActionSyntax
{
    /// <summary>True for IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>AS query (views, materialized tables).</summary>
public sealed record QueryActionSyntax(QuerySyntax Query) : AlterActionSyntax;

/// <summary>AS 'class' [LANGUAGE l] of ALTER FUNCTION.</summary>
public sealed record FunctionActionSyntax(string ClassName) : AlterActionSyntax
{
    /// <summary>The word after LANGUAGE in upper case, or null.</summary>
    public string? Language { get; init; }
}

/// <summary>SUSPEND of a materialized table.</summary>
public sealed record SuspendActionSyntax : AlterActionSyntax;

/// <summary>RESUME [WITH (..)] of a materialized table.</summary>
public sealed record ResumeActionSyntax(SyntaxList<OptionSyntax> Options) : AlterActionSyntax;

/// <summary>REFRESH [PARTITION (..)] of a materialized table.</summary>
public sealed record RefreshActionSyntax(SyntaxList<PartitionValueSyntax> Partition) : AlterActionSyntax;

/// <summary>SET FRESHNESS = INTERVAL ..</summary>
public sealed record FreshnessActionSyntax(ExpressionSyntax Freshness) : AlterActionSyntax;

/// <summary>SET REFRESH_MODE = FULL or CONTINUOUS.</summary>
public sealed record RefreshModeActionSyntax(RefreshMode Mode) : AlterActionSyntax;
