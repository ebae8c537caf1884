namespace FlinkSql.Parser.Ast;

/// <summary>SET (list all), SET key (show one), or SET key = value.</summary>
public sealed record SetSyntax(string? Key, string? Value) : StatementSyntax;

/// <summary>RESET (all) or RESET key.</summary>
public sealed record ResetSyntax(string? Key) : StatementSyntax;

/// <summary>USE [CATALOG] name: the database, or the catalog.</summary>
public sealed record UseSyntax(ObjectKind Kind, SyntaxList<IdentifierSyntax> Name) : StatementSyntax;

/// <summary>USE MODULES a, b.</summary>
public sealed record UseModulesSyntax(SyntaxList<IdentifierSyntax> Modules) : StatementSyntax;

/// <summary>LOAD MODULE m [WITH (..)].</summary>
public sealed record LoadModuleSyntax(IdentifierSyntax Name, SyntaxList<OptionSyntax> Options) : StatementSyntax;

/// <summary>UNLOAD MODULE m.</summary>
public sealed record UnloadModuleSyntax(IdentifierSyntax Name) : StatementSyntax;

/// <summary>ADD JAR '..' or REMOVE JAR '..'.</summary>
public sealed record JarSyntax(string Path, bool Remove) : StatementSyntax;

/// <summary>SHOW kind [FROM name] [[NOT] LIKE 'pattern'].</summary>
public sealed record ShowSyntax(ShowKind Kind) : StatementSyntax
{
    /// <summary>The object after FROM, IN, CREATE TABLE, PARTITIONS ..; empty when not written.</summary>
    public SyntaxList<IdentifierSyntax> Name { get; init; }

    /// <summary>PARTITION (k = v) of SHOW PARTITIONS.</summary>
    public SyntaxList<PartitionValueSyntax> Partition { get; init; }

    /// <summary>The pattern after LIKE, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>True for NOT LIKE.</summary>
    public bool NotLike { get; init; }

    /// <summary>True for ILIKE.</summary>
    public bool IgnoreCase { get; init; }
}

/// <summary>What SHOW lists.</summary>
public enum ShowKind
{
    Tables, Views, MaterializedTables, Databases, Catalogs, Functions, UserFunctions, Procedures, Models, Modules, FullModules,
    Jobs, Jars, Connections, Columns, Partitions, CurrentCatalog, CurrentDatabase,
    CreateTable, CreateView, CreateMaterializedTable, CreateCatalog, CreateDatabase, CreateFunction, CreateModel, CreateConnection,
}

/// <summary>DESCRIBE [kind] [EXTENDED] name; kind Table is also what a bare name means.</summary>
public sealed record DescribeSyntax(ObjectKind Kind, SyntaxList<IdentifierSyntax> Name) : StatementSyntax
{
    /// <summary>True for EXTENDED.</summary>
    public bool Extended { get; init; }
}

/// <summary>DESCRIBE JOB 'id'.</summary>
public sealed record DescribeJobSyntax(string JobId) : StatementSyntax;

/// <summary>STOP JOB 'id' [WITH SAVEPOINT] [WITH DRAIN].</summary>
public sealed record StopJobSyntax(string JobId) : StatementSyntax
{
    /// <summary>True for WITH SAVEPOINT.</summary>
    public bool Savepoint { get; init; }

    /// <summary>True for WITH DRAIN.</summary>
    public bool Drain { get; init; }
}

/// <summary>WHY NO OUTPUT [FOR 'job'].</summary>
public sealed record WhyNoOutputSyntax(string? JobId) : StatementSyntax;

/// <summary>PEEK table [LIMIT n]: a few rows of a stream, then stop.</summary>
public sealed record PeekSyntax(SyntaxList<IdentifierSyntax> Name, ExpressionSyntax? Limit) : StatementSyntax;

/// <summary>SUMMARIZE table, or SUMMARIZE query.</summary>
public sealed record SummarizeSyntax(QuerySyntax Query) : StatementSyntax;

/// <summary>HELP [topic].</summary>
public sealed record HelpSyntax(string? Topic) : StatementSyntax;

/// <summary>QUIT or EXIT.</summary>
public sealed record QuitSyntax : StatementSyntax;

/// <summary>CLEAR.</summary>
public sealed record ClearSyntax : StatementSyntax;
