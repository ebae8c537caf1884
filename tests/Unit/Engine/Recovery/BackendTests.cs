using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Unit.Runtime.Restore;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine.Recovery;

/// <summary>Whatever backend saved groups, whole or as changes, any other goes on with them, at any parallelism.</summary>
public sealed class BackendTests
{
    private const string Groups = "INSERT INTO gone SELECT g, COUNT(*), SUM(id), MAX(t) "
        + "FROM (SELECT MOD(id * id, 997) AS g, id, CAST(id AS STRING) AS t FROM numbers) GROUP BY g;";

    private const string Memory = "SET 'state.backend.type' = 'hashmap';";
    private const string Changes = "SET 'execution.checkpointing.incremental' = 'true';";
    private const string RocksDb = "SET 'state.backend.type' = 'rocksdb';";

    [Theory]
    [InlineData(Memory, Memory)]
    [InlineData(Changes, Memory)]
    [InlineData(Changes, Changes)]
    public void Groups_in_memory_go_on(string before, string after) => GoOn(before, after);

    [RocksDbTheory]
    [InlineData(Memory, RocksDb)]
    [InlineData(RocksDb, Changes)]
    [InlineData(RocksDb, RocksDb)]
    public void Groups_on_the_disk_go_on(string before, string after) => GoOn(before, after);

    [Fact]
    public void The_plan_says_what_lies_on_the_disk()
    {
        using var run = new RecoveryRun();
        run.Execute(RocksDb);
        string text = run.Text("EXPLAIN STATE INSERT INTO sums SELECT k, n, n FROM (SELECT k, COUNT(*) AS n FROM "
            + "TUMBLE(TABLE numbers, DESCRIPTOR(ts), INTERVAL '1' SECOND) GROUP BY window_start, window_end, k)");
        Assert.Contains("; in memory", text, StringComparison.Ordinal);
        text = run.Text("EXPLAIN STATE SELECT k, COUNT(*) FROM numbers GROUP BY k");
        Assert.Contains("never freed; in RocksDB", text, StringComparison.Ordinal);
    }

    private static void GoOn(string before, string after)
    {
        string[] expected = Run(Memory, null);
        Assert.Equal(expected.Length, expected.Distinct().Count());
        Assert.Equal(expected, Run(before, after));
    }

    /// <summary>The groups of the last checkpoint.</summary>
    private static string[] Run(string before, string? after)
    {
        using var run = new RecoveryRun();
        run.Execute(before);
        if (after is not null)
        {
            RunningJob job = Start(run);
            run.RunFor(TimeSpan.FromMilliseconds(2300));
            job.Cancel();
            run.Until(job.Completion());
            run.Begin();
            run.Execute(after + "SET 'parallelism.default' = '3'; SET 'execution.state-recovery.path' = 'latest';");
        }

        run.Until(Start(run).Completion());
        string newest = Directory.GetDirectories(run.Checkpoints, "chk-*", SearchOption.AllDirectories)
            .MaxBy(path => CheckpointNames.Id(Path.GetFileName(path)))!;
        LoadedCheckpoint loaded = CheckpointStore.Open(new LocalFileSystem(), newest);
        JobSnapshot snapshot = DurableCheckpointStorage.Describe(loaded);
        string[] groups =
        [
            .. snapshot.Operators.Keys
                .SelectMany(uid => snapshot.For(uid, 0, 1, BufferPool.Shared, loaded.Files)!.Rows("groups")).SelectMany(Lines)
                .Order(StringComparer.Ordinal),
        ];
        Assert.NotEmpty(groups);

        // As tools read it: all rows at once, and how many there are.
        var read = DurableCheckpointStorage.Read(loaded).Operators.Values.SelectMany(states => states)
            .SelectMany(state => state.Tables).Where(table => table.Table.Name == "groups").SelectMany(table => table.Rows);
        Assert.Equal(groups, read.SelectMany(Lines).Order(StringComparer.Ordinal));
        SavedCheckpoint saved = JobCheckpoints.Open(new LocalFileSystem(), newest);
        Assert.Equal(groups.Length, snapshot.Operators.Keys.SelectMany(saved.CountRows).Where(table => table.Table == "groups").Sum(table => table.Rows));
        return groups;
    }

    private static RunningJob Start(RecoveryRun run)
    {
        run.Execute("CREATE TABLE gone (g BIGINT, n BIGINT, s BIGINT, m STRING) WITH ('connector' = 'blackhole');");
        return run.Start(Groups);
    }

    private static IEnumerable<string> Lines(RecordBatch batch)
    {
        using RecordBatch rows = batch;
        for (int row = 0; row < rows.RowCount; row++)
        {
            yield return $"{rows.Column(0).GetValue(row)} {Convert.ToHexString(rows.Bytes(rows.ColumnCount - 1)[row])}";
        }
    }
}
