using System.Globalization;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Engine;

/// <summary>
/// <c>late_rows('query'[, 'operator'])</c> in FROM: the rows that an operator of a query dropped for being late, those
/// that are kept and those that come while the query runs.
/// </summary>
internal sealed class LateRowsFunction(SessionJobs jobs, SessionSettings settings)
{
    private const string Name = "late_rows";
    private const string JobKey = "job";
    private const string VertexKey = "vertex";
    private const string PositionKey = "position";

    public TableFunction Function => new(Name, ["query", "operator"], 1, arguments => Describe(arguments[0]!, arguments[1]));

    /// <summary>The source of a table that a call stands for; null for any other table.</summary>
    public ISource? CreateSource(TableDescriptor table, IEnumerable<int> columns) => Find(table) is var (job, log)
        ? new LateRowSource(log, [.. columns], job.Master.Completion)
        : null;

    /// <summary>Says which of the sources of a plan do not have all late rows any more.</summary>
    public IEnumerable<Diagnostic> Notes(IEnumerable<PhysicalNode> plan) => plan
        .SelectMany(Sources)
        .Select(source => (source.Span, Found: Find(source.Table)))
        .Where(source => source.Found is { Log.Overwritten: > 0 })
        .Select(source => EngineErrors.LateRowsOverwritten(source.Found!.Value.Log, source.Span));

    private static IEnumerable<PhysicalSource> Sources(PhysicalNode node) =>
        node is PhysicalSource source ? [source] : node.Inputs.SelectMany(Sources);

    private (RunningJob Job, LateRowLog Log)? Find(TableDescriptor table)
    {
        if (table.Option(ConnectorGateway.ConnectorKey) != Name)
        {
            return null;
        }

        int vertex = Number(table, VertexKey);
        int position = Number(table, PositionKey);
        return jobs.Find(table.Option(JobKey)!) is { } job
            ? (job, job.LateRows.Operators.Single(log => log.Vertex == vertex && log.Position == position))
            : null;
    }

    private static int Number(TableDescriptor table, string key) => int.Parse(table.Option(key)!, CultureInfo.InvariantCulture);

    private TableDescriptor Describe(string query, string? operatorName)
    {
        RunningJob job = jobs.Find(query) ?? throw Unknown(query);
        LateRowLog log = Choose(job, query, operatorName);
        bool bounded = job.HasEnded || job.Plan.Physical.All(root => root.Inputs[0].Traits.Bounded);
        return EngineTable.Describe(
            Name,
            log.Schema,
            bounded,
            new TableOption(ConnectorGateway.ConnectorKey, Name),
            new TableOption(JobKey, job.Id.ToString()),
            new TableOption(VertexKey, log.Vertex.ToString(CultureInfo.InvariantCulture)),
            new TableOption(PositionKey, log.Position.ToString(CultureInfo.InvariantCulture)));
    }

    private QueryException Unknown(string query)
    {
        if (query == settings.Get("pipeline.name"))
        {
            return new QueryException(
                "FLS4301", $"query '{query}' does not run yet", "a query cannot read its own late rows: start it first, then read them");
        }

        IReadOnlyList<RunningJob> all = jobs.All;
        string? nearest = Suggest.Closest(query, all.SelectMany(job => new[] { job.Id.ToString(), job.Name }));
        string list = Suggest.List(all.Select(job => $"{job.Id} ({job.Name})"));
        return new QueryException(
            "FLS4301",
            $"there is no query '{query}'",
            (nearest is null ? "" : $"did you mean '{nearest}'? ")
                + (all.Count == 0 ? "this session has started none" : $"queries of this session: {list}"));
    }

    private static LateRowLog Choose(RunningJob job, string query, string? operatorName)
    {
        IReadOnlyList<LateRowLog> all = job.LateRows.Operators;
        string list = Suggest.List(all.Select(log => $"'{log.Name}'"));
        if (all.Count == 0)
        {
            throw new QueryException(
                "FLS4302", $"query '{query}' has no late rows: nothing in it waits for event time",
                "rows can be late for windows, and for the first row of a key, over a column with a WATERMARK");
        }

        if (operatorName is null)
        {
            return all.Count == 1 ? all[0] : throw new QueryException(
                "FLS4303",
                $"query '{query}' has several operators that drop late rows",
                $"name one, as in late_rows('{query}', '{all[0].Name}'); there are {list}");
        }

        LateRowLog[] fitting = Fitting(all, name => string.Equals(name, operatorName, StringComparison.OrdinalIgnoreCase))
            ?? Fitting(all, name => name.StartsWith(operatorName, StringComparison.OrdinalIgnoreCase))
            ?? Fitting(all, name => name.Contains(operatorName, StringComparison.OrdinalIgnoreCase))
            ?? [];
        return fitting.Length == 1 ? fitting[0] : throw new QueryException(
            "FLS4304",
            fitting.Length == 0
                ? $"no operator of query '{query}' that drops late rows is named '{operatorName}'"
                : $"several operators of query '{query}' are named like '{operatorName}'",
            $"operators: {list}");
    }

    private static LateRowLog[]? Fitting(IReadOnlyList<LateRowLog> all, Func<string, bool> fits) =>
        all.Where(log => fits(log.Name)).ToArray() is { Length: > 0 } found ? found : null;
}
