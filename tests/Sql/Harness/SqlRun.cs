using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Checkpoints;
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
    private readonly List<long> _steps = [];
    private RunningJob? _last;
    private StopAndRestore? _restore;
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
            run.RunNamed(script, $"{configuration}");
            foreach (int parallelism in Restores(configuration, script))
            {
                using var again = new SqlRun(configuration);
                again._restore = new StopAndRestore(
                    again._runtime, again._session, again._tables, run._steps, parallelism, configuration.Seed);
                again.RunNamed(script, $"{configuration}, stopped and restored at parallelism {parallelism}");
            }
        }
    }

    // One configuration of each script goes on at the same parallelism 1, another one changes it or has it at 4.
    private static IEnumerable<int> Restores(SqlConfiguration configuration, SqlScript script)
    {
        int pick = (int)(KeyHash.Hash(Encoding.UTF8.GetBytes(Path.GetFileName(script.Path))) % 12);
        if (script.Blocks.Any(block => block.Directive == "unbroken"))
        {
            yield break;
        }

        int batch = SqlConfiguration.BatchSizes.IndexOf(configuration.BatchSize);
        if (batch == pick % 4 && configuration.Parallelism == 1)
        {
            yield return 1;
        }

        (int before, int after) = (pick / 4) switch { 0 => (1, 4), 1 => (4, 1), _ => (4, 4) };
        if (batch == (pick + 1) % 4 && configuration.Parallelism == before)
        {
            yield return after;
        }
    }

    private void RunNamed(SqlScript script, string configuration)
    {
        try
        {
            Run(script);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException { Message: "" })
        {
            throw new InvalidOperationException($"{script.Path} with {configuration}: {failure.Message}", failure);
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
        RunningQuery? query = null;
        Finish(() =>
        {
            query = Assert.IsType<QueryOutcome>(_session.Execute(sql)).Query;
            return query.Job;
        });
        if (_restore is not null)
        {
            return _restore.Rows;
        }

        var batches = new List<RecordBatch>();
        while (query!.TryTake(out RecordBatch? batch))
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
            if (statement is InsertSyntax or StatementSetSyntax)
            {
                Finish(() => Assert.IsType<InsertOutcome>(_session.Execute(statement, sql)).Job);
            }
            else if (_session.Execute(statement, sql) is InsertOutcome insert)
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
        if (SourceScript.Read(schema, rows) is { } script)
        {
            _tables.SetScript(table, script);
        }
        else
        {
            _tables.SetInput(table, BatchText.Parse(schema, rows));
        }
    }

    public void Input(string table, RecordBatch rows) => _tables.SetInput(table, rows);

    /// <summary>Stops the first job within some steps, if it runs that long, and goes on at another parallelism.</summary>
    public void StopAndRestore(int steps, int parallelism) =>
        _restore = new StopAndRestore(_runtime, _session, _tables, [steps], parallelism, _runtime.Seed);

    /// <summary>The state of a query after some time.</summary>
    public JobSnapshot CheckpointOf(string sql, TimeSpan time)
    {
        var storage = new MemoryCheckpointStorage();
        _session.Jobs.Submit = (manager, job) => manager.Submit(job, storage);
        var query = Assert.IsType<QueryOutcome>(_session.Execute(sql)).Query;
        _runtime.RunFor(time);
        Task<long> asked = query.Job.Master.TakeCheckpoint();
        Assert.True(_runtime.Run(() => asked.IsCompletedSuccessfully));
        query.Job.Master.Cancel();
        _runtime.Run(() => query.Job.HasEnded);
        return storage.Newest()!;
    }

    public JobProgress Progress => _last!.Progress();

    public void Dispose() => _engine.Dispose();

    private void Finish(Func<RunningJob> start)
    {
        long before = _runtime.Steps;
        _last = _restore is null ? start() : _restore.Run(start);
        Finish();
        _steps.Add(_runtime.Steps - before);
    }

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
            case "unbroken":
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

                Assert.True(
                    block.Expected.Trim() == message.Trim(), $"{where}: expected\n{block.Expected}\nbut got\n{message}");
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
