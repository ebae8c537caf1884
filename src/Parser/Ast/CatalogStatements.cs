namespace FlinkSql.Parser.Ast;

/// <summary><c>CREATE [TEMPORARY [SYSTEM]] FUNCTION f AS 'class' [LANGUAGE l] [USING JAR '..'] [WITH (..)]</c>.</summary>
public sealed record CreateFunctionSyntax(SyntaxList<IdentifierSyntax> Name, string ClassName) : StatementSyntax
{
    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for TEMPORARY SYSTEM.</summary>
    public bool System { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The word after LANGUAGE in upper case, or null.</summary>
    public string? Language { get; init; }

    /// <summary>USING JAR '..', ..</summary>
    public SyntaxList<ResourceSyntax> Resources { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }
}

/// <summary>A file a function needs: <c>JAR 'path'</c>.</summary>
public sealed record ResourceSyntax(ResourceKind Kind, string Path) : SyntaxNode;

/// <summary>The kinds of resource.</summary>
public enum ResourceKind
{
    Jar, Artifact, File, Archive,
}

/// <summary><c>CREATE CATALOG [IF NOT EXISTS] c [COMMENT ..] WITH (..)</c>.</summary>
public sealed record CreateCatalogSyntax(IdentifierSyntax Name) : StatementSyntax
{
    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }
}

/// <summary><c>CREATE DATABASE [IF NOT EXISTS] d [COMMENT ..] [WITH (..)]</c>.</summary>
public sealed record CreateDatabaseSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }
}

/// <summary><c>CREATE [TEMPORARY] MODEL m [INPUT (..)] [OUTPUT (..)] [COMMENT ..] WITH (..) [AS query]</c>.</summary>
public sealed record CreateModelSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>INPUT (..).</summary>
    public SyntaxList<PhysicalColumnSyntax> Input { get; init; }

    /// <summary>OUTPUT (..).</summary>
    public SyntaxList<PhysicalColumnSyntax> Output { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }

    /// <summary>AS query, or null.</summary>
    public QuerySyntax? Query { get; init; }
}

/// <summary><c>CREATE [TEMPORARY [SYSTEM]] CONNECTION c [COMMENT ..] WITH (..)</c>.</summary>
public sealed record CreateConnectionSyntax(SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for TEMPORARY SYSTEM.</summary>
    public bool System { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }
}

/// <summary>CREATE [OR ALTER] MATERIALIZED TABLE t .. FRESHNESS = .. REFRESH_MODE = .. AS query.</summary>
public sealed record CreateMaterializedTableSyntax(SyntaxList<IdentifierSyntax> Name, QuerySyntax Query) : StatementSyntax
{
    /// <summary>True for OR ALTER.</summary>
    public bool OrAlter { get; init; }

    /// <summary>True for IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Columns, if written.</summary>
    public SyntaxList<ColumnSyntax> Columns { get; init; }

    /// <summary>WATERMARK FOR .. AS ...</summary>
    public SyntaxList<WatermarkSyntax> Watermarks { get; init; }

    /// <summary>PRIMARY KEY.</summary>
    public SyntaxList<ConstraintSyntax> Constraints { get; init; }

    /// <summary>COMMENT, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>DISTRIBUTED .., or null.</summary>
    public DistributionSyntax? Distribution { get; init; }

    /// <summary>PARTITIONED BY (..).</summary>
    public SyntaxList<IdentifierSyntax> PartitionedBy { get; init; }

    /// <summary>WITH ('k' = 'v').</summary>
    public SyntaxList<OptionSyntax> Options { get; init; }

    /// <summary>FRESHNESS = INTERVAL .., or null.</summary>
    public ExpressionSyntax? Freshness { get; init; }

    /// <summary>REFRESH_MODE = FULL or CONTINUOUS, or null.</summary>
    public RefreshMode? RefreshMode { get; init; }
}

/// <summary>How a materialized table is kept fresh.</summary>
public enum RefreshMode
{
    Full, Continuous,
}

/// <summary>DROP of any kind of object.</summary>
public sealed record DropSyntax(ObjectKind Kind, SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>True for TEMPORARY.</summary>
    public bool Temporary { get; init; }

    /// <summary>True for TEMPORARY SYSTEM.</summary>
    public bool System { get; init; }

    /// <summary>CASCADE (true), RESTRICT (false) or not written (null).</summary>
    public bool? Cascade { get; init; }
}

/// <summary>The kinds of object a catalog holds.</summary>
public enum ObjectKind
{
    Table, View, MaterializedTable, Function, Model, Database, Catalog, Connection,
}
