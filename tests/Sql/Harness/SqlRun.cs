using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>Runs a test file in one configuration, on one seeded thread in virtual time.</summary>
internal sealed class SqlRun : IDisposable
{
    private readonly SimulatedRuntime _runtime;
    private readonly TestConnector _tables = new();
    private readonly FlinkSqlEngine _engine;
    private readonly Session _session;
    private RunningJob? _last;
    private Dictionary<SqlBlock, string>? _results;

    public SqlRun(SqlConfiguration configuration)
    {
        _runtime = new SimulatedRuntime(configuration.Seed);
        var connectors = new ConnectorRegistry();
        connectors.Add("test", _tables);
        _engine = new FlinkSqlEngine(new EngineOptions
        {
            Runtime = _runtime,
            Connectors = connectors,
            CodeCache = SharedCode,
            ResultCapacity = int.MaxValue,
        });
        _session = _engine.OpenSession();
        _session.Settings.Set("table.exec.batch-size", $"{configuration.BatchSize}");
        _session.Settings.Set("parallelism.default", $"{configuration.Parallelism}");
    }

    // Configurations differ in no plan but by parallelism: each plan is compiled once for all tests.
    private static string SharedCode { get; } = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "test-code");

    public Session Session => _session;

    public static void All(SqlScript script)
    {
        if (Snapshots.Snapshot.Update)
        {
            using var first = new SqlRun(new SqlConfiguration(1024, 1, 1));
            first._results = [];
            first.Run(script);
            SqlScript.Write(script.Path, first._results);
            return;
        }

        foreach (SqlConfiguration configuration in SqlConfiguration.All)
        {
            using var run = new SqlRun(configuration);
            try
            {
                run.Run(script);
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException { Message: "" })
            {
                throw new InvalidOperationException($"{script.Path} with {configuration}: {failure.Message}", failure);
            }
        }
    }

    public void Run(SqlScript script)
    {
        foreach (SqlBlock block in script.Blocks)
        {
            Run(block, script.Path);
        }
    }

    /// <summary>Runs a query to its end and gives its rows.</summary>
    public IReadOnlyList<RecordBatch> Query(string sql)
    {
        var outcome = Assert.IsType<QueryOutcome>(_session.Execute(sql));
        _last = outcome.Query.Job;
        Finish();
        var batches = new List<RecordBatch>();
        while (outcome.Query.TryTake(out RecordBatch? batch))
        {
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>Runs a script of which each INSERT runs to its end.</summary>
    public void Script(string sql)
    {
        foreach (StatementSyntax statement in Session.Parse(sql))
        {
            if (_session.Execute(statement, sql) is InsertOutcome insert)
            {
                _last = insert.Job;
                Finish();
            }
        }
    }

    public void Input(string table, string rows)
    {
        var descriptor = (Planner.Catalog.TableDescriptor)_session.Catalog.Find(
            new Planner.Catalog.TablePath(_session.Catalog.CurrentCatalog, _session.Catalog.CurrentDatabase, table))!;
        Assert.NotNull(descriptor);
        var schema = new Schema(
            descriptor.PhysicalColumns.Select(column => new Field(column.Name, column.Type)).ToEquatable());
        _tables.SetInput(table, BatchText.Parse(schema, rows));
    }

    public JobProgress Progress => _last!.Progress();

    public void Dispose() => _engine.Dispose();

    private void Finish()
    {
        Task<bool> completion = _last!.Completion();
        _runtime.Run(() => completion.IsCompleted);
        if (!completion.IsCompleted && _last.State is not (JobState.Finished or JobState.Failed or JobState.Cancelled))
        {
            throw new InvalidOperationException($"the job is quiet but {_last.State}");
        }

        Assert.True(completion.GetAwaiter().GetResult());
    }

    private void Run(SqlBlock block, string path)
    {
        string where = $"{path}({block.Line})";
        switch (block.Directive)
        {
            case "statement":
                Script(block.Sql);
                break;
            case "input":
                Input(block.Arguments[0], block.Sql);
                break;
            case "query":
                Compare(where, block, block.Arguments, block.Expected, Changelog.Lines(Query(block.Sql)));
                break;
            case "expect":
                Compare(where, block, block.Arguments[1..], block.Sql, Changelog.Lines(_tables.Output(block.Arguments[0])));
                break;
            case "late":
                Assert.Equal(long.Parse(block.Arguments[0]), Progress.LateRows);
                break;
            case "error":
                string message = Assert.ThrowsAny<EngineException>(() => Fail(block.Sql)).Message;
                if (_results is not null)
                {
                    _results[block] = message.Trim();
                    break;
                }

                Assert.Equal(block.Expected.Trim(), message.Trim());
                break;
            default:
                throw new FormatException($"{where}: unknown directive {block.Directive}");
        }
    }

    private void Fail(string sql)
    {
        foreach (StatementSyntax statement in Session.Parse(sql))
        {
            switch (_session.Execute(statement, sql))
            {
                case QueryOutcome query:
                    _last = query.Query.Job;
                    Finish();
                    break;
                case InsertOutcome insert:
                    _last = insert.Job;
                    Finish();
                    break;
            }
        }
    }

    private void Compare(string where, SqlBlock block, string[] how, string expected, IEnumerable<string> actual)
    {
        IEnumerable<string> wanted = Changelog.Lines(expected);
        (string left, string right) = how switch
        {
            ["ordered"] => (string.Join('\n', wanted), string.Join('\n', actual)),
            ["snapshots"] => (
                string.Join("\n==\n", Changelog.Snapshots(wanted)), string.Join("\n==\n", Changelog.Snapshots(actual))),
            ["upsert", string keys] => (
                Changelog.Sorted(wanted), Changelog.Upserted(actual, int.Parse(keys))),
            ["last"] => (Changelog.Sorted(wanted), Changelog.Snapshots(actual)[^1]),
            ["fold"] => (Changelog.Folded(wanted), Changelog.Folded(actual)),
            _ => (Changelog.Sorted(wanted), Changelog.Sorted(actual)),
        };
        if (_results is not null && left != right)
        {
            _results[block] = how is ["fold"] ? right : string.Join('\n', actual);
            return;
        }

        Assert.True(left == right, $"{where}: expected\n{left}\nbut got\n{right}");
    }
}
