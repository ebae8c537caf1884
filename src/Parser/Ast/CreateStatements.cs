namespace FlinkSql.Parser.Ast;

/// <summary>
/// CREATE [OR REPLACE] [TEMPORARY] TABLE, or REPLACE TABLE. Columns, watermarks and constraints are kept apart;
/// <c>id INT PRIMARY KEY NOT ENFORCED</c> reads as a column and a constraint.
/// </summary>
public sealed record CreateTableSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for OR REPLACE.</summary>
    public bool OrReplace { get; init; }

    /// <summary>True for REPLACE TABLE without CREATE: the table must exist.</summary>
    public bool ReplaceOnly { get; init; }

    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The columns in order.</summary>
    public SyntaxList<ColumnSyntax> Columns { get; init; }

    /// <summary>WATERMARK FOR .. AS ..; more than one is an error of the binder.</summary>
    public SyntaxList<WatermarkSyntax> Watermarks { get; init; }

    /// <summary>PRIMARY KEY and UNIQUE.</summary>
    public SyntaxList<ConstraintSyntax> Constraints { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>DISTRIBUTED .., or null.</summary>
    public DistributionSyntax? Distribution { get; init; }

    /// <summary>PARTITIONED BY (..).</summary>
    public SyntaxList<IdentifierSyntax> PartitionedBy { get; init; }

    /// <summary>USING CONNECTION name, or empty.</summary>
    public SyntaxList<IdentifierSyntax> Connection { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }

    /// <summary>LIKE t (..), or null.</summary>
    public TableLikeSyntax? Like { get; init; }

    /// <summary>AS query, or null.</summary>
    public QuerySyntax? Query { get; init; }
}

/// <summary>One entry of WITH (..) or SET (..).</summary>
public sealed record OptionSyntax(string Key, string Value) : SyntaxNode;

/// <summary>A column of a table definition.</summary>
public abstract record ColumnSyntax(IdentifierSyntax Name) : SyntaxNode
{
    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }
}

/// <summary>A stored column.</summary>
public sealed record PhysicalColumnSyntax(IdentifierSyntax Name, DataTypeSyntax Type) : ColumnSyntax(Name);

/// <summary><c>name AS expression</c>.</summary>
public sealed record ComputedColumnSyntax(IdentifierSyntax Name, ExpressionSyntax Expression) : ColumnSyntax(Name);

/// <summary><c>name type METADATA [FROM 'key'] [VIRTUAL]</c>.</summary>
public sealed record MetadataColumnSyntax(IdentifierSyntax Name, DataTypeSyntax Type) : ColumnSyntax(Name)
{
    /// <summary>The key after FROM, or null for the column's name.</summary>
    public string? Key { get; init; }

    /// <summary>True for VIRTUAL: read, never written.</summary>
    public bool Virtual { get; init; }
}

/// <summary>A name without type, as in <c>CREATE TABLE t (b, a) AS SELECT ..</c>.</summary>
public sealed record NamedColumnSyntax(IdentifierSyntax Name) : ColumnSyntax(Name);

/// <summary><c>WATERMARK FOR column AS expression</c>.</summary>
public sealed record WatermarkSyntax(ColumnRefSyntax Column, ExpressionSyntax Expression) : SyntaxNode;

/// <summary><c>[CONSTRAINT name] PRIMARY KEY (a, b) [NOT ENFORCED]</c>.</summary>
public sealed record ConstraintSyntax(ConstraintKind Kind, SyntaxList<IdentifierSyntax> Columns) : SyntaxNode
{
    /// <summary>CONSTRAINT name, or null.</summary>
    public IdentifierSyntax? Name { get; init; }

    /// <summary>ENFORCED (true), NOT ENFORCED (false) or not written (null).</summary>
    public bool? Enforced { get; init; }
}

/// <summary>The kinds of constraint.</summary>
public enum ConstraintKind
{
    PrimaryKey, Unique,
}

/// <summary><c>DISTRIBUTED BY HASH (a) INTO 4 BUCKETS</c>.</summary>
public sealed record DistributionSyntax(DistributionKind Kind, SyntaxList<IdentifierSyntax> Columns) : SyntaxNode
{
    /// <summary>INTO n BUCKETS, or null.</summary>
    public int? Buckets { get; init; }
}

/// <summary>How rows are spread over buckets.</summary>
public enum DistributionKind
{
    Unspecified, Hash, Range,
}

/// <summary><c>LIKE source (INCLUDING ALL, OVERWRITING OPTIONS)</c>.</summary>
public sealed record TableLikeSyntax(SyntaxList<IdentifierSyntax> Source, SyntaxList<LikeOptionSyntax> Options) : SyntaxNode;

/// <summary>One merge rule of LIKE.</summary>
public sealed record LikeOptionSyntax(LikeMerge Merge, LikeFeature Feature) : SyntaxNode;

/// <summary>What LIKE does with a feature.</summary>
public enum LikeMerge
{
    Including, Excluding, Overwriting,
}

/// <summary>The features LIKE copies.</summary>
public enum LikeFeature
{
    All, Constraints, Distribution, Generated, Metadata, Options, Partitions, Watermarks,
}

/// <summary><c>CREATE [OR REPLACE] [TEMPORARY] VIEW v [(columns)] [COMMENT ..] AS query</c>.</summary>
public sealed record CreateViewSyntax(SyntaxList<IdentifierSyntax> Name, QuerySyntax Query) : StatementSyntax
{
    /// <summary>True for OR REPLACE (an extension).</summary>
    public bool OrReplace { get; init; }

    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>New column names, or empty.</summary>
    public SyntaxList<IdentifierSyntax> Columns { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }
}
