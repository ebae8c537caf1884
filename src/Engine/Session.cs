using FlinkSql.Engine.Recovery;
using FlinkSql.Functions;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Engine;

/// <summary>
/// One user's work: a catalog, settings, and the jobs started. Statements are run one at a time; the jobs they start
/// go on by themselves.
/// </summary>
public sealed class Session
{
    private readonly StatementExecutor _executor;

    internal Session(FlinkSqlEngine engine)
    {
        Engine = engine;
        Jobs = new SessionJobs(engine, Settings);
        Catalog.AddFixed(SystemTables.Database, SystemTables.All);
        _executor = new StatementExecutor(this);
    }

    public MemoryCatalog Catalog { get; } = new();

    public SessionSettings Settings { get; } = new();

    /// <summary>The jobs of this session, ended ones too.</summary>
    public SessionJobs Jobs { get; }

    internal FlinkSqlEngine Engine { get; }

    /// <summary>Lets the jobs to come continue from a checkpoint or savepoint, or from the newest with <c>latest</c>.</summary>
    public void ContinueFrom(string path) => Settings.Set(RecoveryOptions.RestorePath, path);

    /// <summary>Runs one statement.</summary>
    /// <exception cref="EngineException">The text is no statement, or the statement cannot be run.</exception>
    public StatementOutcome Execute(string sql)
    {
        IReadOnlyList<StatementSyntax> statements = Parse(sql);
        return statements.Count == 1
            ? Execute(statements[0], sql)
            : throw new EngineException(
                [new Diagnostic("FLS4006", Severity.Error, default, $"expected one statement, found {statements.Count}")],
                sql);
    }

    /// <summary>Takes a script apart into statements; none is run.</summary>
    /// <exception cref="EngineException">Some text is no statement; all errors are listed.</exception>
    public static IReadOnlyList<StatementSyntax> Parse(string sql)
    {
        IReadOnlyList<ScriptStatement> parsed = SqlParser.ParseScript(sql);
        Diagnostic[] diagnostics = [.. parsed.SelectMany(statement => statement.Result.Diagnostics)];
        return diagnostics.Any(diagnostic => diagnostic.IsError)
            ? throw new EngineException(diagnostics, sql)
            : [.. parsed.Select(statement => statement.Result.Value!)];
    }

    /// <summary>Runs a statement of a script.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="sql">The text of the script.</param>
    /// <exception cref="EngineException">The statement cannot be run.</exception>
    public StatementOutcome Execute(StatementSyntax statement, string sql)
    {
        try
        {
            return _executor.Execute(statement, sql);
        }
        catch (ConnectorException failure)
        {
            throw new EngineException(
                [EngineErrors.Connector(failure.Code, failure.Message, failure.Hint, statement.Span)], sql, failure);
        }
        catch (NotSupportedException failure)
        {
            throw new EngineException([EngineErrors.NotSupported(failure.Message, statement.Span)], sql, failure);
        }
        catch (Exception failure) when (failure is not EngineException)
        {
            // A broken invariant, not the user's doing: said as such, and the session lives on.
            throw new EngineException([EngineErrors.Internal(failure, statement.Span)], sql, failure);
        }
    }

    /// <summary>Adds a table whose rows the program gives; to SQL it is a table like any other.</summary>
    /// <param name="table">The table, with what reading it can do.</param>
    /// <param name="source">Makes the source of a job, given the indexes of the columns to read.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ConnectorException">An option is wrong, or has no effect.</exception>
    public void AddTable(TableDescriptor table, Func<int[], ISource> source)
    {
        TableOptions.SourceOptions(table);
        if (!Catalog.Add(Engine.Connectors.Programs.Add(table, source)))
        {
            throw new ArgumentException($"there is a table {table.Path} already", nameof(table));
        }
    }

    /// <summary>Prints the plans of a statement as EXPLAIN does.</summary>
    /// <exception cref="EngineException">The statement cannot be planned.</exception>
    public string Explain(StatementSyntax statement, string sql) =>
        ((TextOutcome)Execute(statement as ExplainSyntax ?? new ExplainSyntax([], statement), sql)).Text;

    internal BindContext BindContext() => new()
    {
        Catalog = Catalog,
        Options = Settings.ToPlannerOptions(),
        Describe = Describe,
        TableFunctions = [Jobs.LateRows.Function, .. Jobs.Savepoints.All],
    };

    // The binder gives the error its place in the statement.
    private SourceSinkTraits Describe(TableDescriptor table)
    {
        try
        {
            return Engine.Connectors.Describe(table);
        }
        catch (ConnectorException failure)
        {
            throw new QueryException(failure.Code, failure.Message, failure.Hint) { Option = failure.Option };
        }
    }
}
