using System.Diagnostics;
using System.Globalization;
using FlinkSql.Bench.Engine;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Bench.State;

/// <summary>State of 10 M keys of 100 bytes: what a checkpoint writes, how long the stream waits for it, what stays in memory.</summary>
internal static class StateBenchmark
{
    private const int Keys = 10_000_000;
    private const int Changed = Keys / 100;
    private const int BatchRows = 16 * 1024;
    private const long SlotMemory = 1L << 30;

    private static readonly Schema _schema = new([new Field("k", DataTypes.BigInt.NotNull())]);

    /// <summary>A whole checkpoint, 1 % of the keys written, and a checkpoint of these.</summary>
    public static void Incremental() => Run(new BenchContext(savesChanges: true));

    /// <summary>The same keys, most of them on the disk.</summary>
    public static void OnDisk() =>
        Run(new BenchContext(SlotMemory, new StateBackend { RocksDb = true, LocalDirectory = Path.GetTempPath() }));

    private static void Run(BenchContext context)
    {
        string folder = Directory.CreateTempSubdirectory("flinksql-bench-").FullName;
        var files = new LocalFileSystem();
        var store = new CheckpointStore(files, folder, "bench");
        CheckpointAttempt attempt = store.Begin(1, "bench", 1);
        var groups = new WideGroups();
        groups.Open(context, new DiscardOutput());
        var written = new WrittenFiles();
        Time("fill", () => Feed(groups, context, Enumerable.Range(0, Keys).Select(n => (long)n)));
        long whole = Checkpoint(groups, attempt, files, written);
        var random = new Random(1);
        Time("change 1 %", () => Feed(groups, context, Enumerable.Range(0, Changed).Select(_ => (long)random.Next(Keys))));
        long changes = Checkpoint(groups, attempt, files, written);
        Console.WriteLine($"second checkpoint: {100.0 * changes / whole:F1} % of the first");
        Console.WriteLine($"resident: {Resident("VmRSS:")} now, {Resident("VmHWM:")} at most, {context.Memory.Peak >> 20} MiB charged at most");
        StateSnapshot before = new(BufferPool.Shared);
        groups.Snapshot(before);
        ulong expected = Checksum(before.Stream(before.Schemas.Single()));
        before.Dispose();
        LoadedCheckpoint newest = store.LoadNewest().Checkpoint!;
        RestoredState state = DurableCheckpointStorage.Describe(newest).For("op", 0, 1, BufferPool.Shared, files)!;
        ulong restored = 0;
        Time("read back", () => restored = Checksum(state.Rows("groups")));
        Console.WriteLine(expected == restored ? "restored: the same checksum" : "restored: ANOTHER CHECKSUM");
        groups.Close();
        Directory.Delete(folder, recursive: true);
    }

    private static void Feed(WideGroups groups, BenchContext context, IEnumerable<long> keys)
    {
        var rows = new BatchBuilder(_schema, context.Memory);
        foreach (long[] piece in keys.Chunk(BatchRows))
        {
            foreach (long key in piece)
            {
                rows.Fixed<long>(0).Append(key);
                rows.EndRow();
            }

            groups.Process(0, rows.Build());
        }
    }

    private static long Checkpoint(WideGroups groups, CheckpointAttempt attempt, LocalFileSystem files, WrittenFiles written)
    {
        CheckpointLocation location = attempt.NewCheckpoint();
        using var snapshot = new StateSnapshot(BufferPool.Shared)
        {
            Lineage = new CheckpointLineage(location.Id, location.Base),
            Files = written,
        };
        Time("barrier (the stream waits)", () => groups.Snapshot(snapshot));
        StateSnapshot stored = snapshot;
        Time("files", () => stored = StateFiles.Write(files, location, "op", snapshot));
        attempt.Publish(location, new CheckpointContents(
            DateTimeOffset.UnixEpoch,
            [
                new OperatorEntry(
                    "op", 1, 128, [.. stored.Stored.Select(table => new StateEntry(table.Name, 0, default, table.File))],
                    [new MetadataEntry("keys:groups", "0"u8.ToArray().ToEquatable())]),
            ],
            []));
        long bytes = stored.Stored.Where(table => table.File.Checkpoint == location.Id).Sum(table => table.File.Length);
        Console.WriteLine($"checkpoint {location.Id}: {bytes >> 20} MiB in {stored.Stored.Count} files");
        return bytes;
    }

    private static ulong Checksum(IEnumerable<RecordBatch> batches)
    {
        ulong sum = 0;
        foreach (RecordBatch batch in batches)
        {
            using RecordBatch owned = batch;
            for (int row = 0; row < batch.RowCount; row++)
            {
                var state = new StateReader(batch.Bytes(1)[row]);
                sum += KeyBits.Hash(batch.Values<long>(0)[row]) * (ulong)state.Read<long>();
            }
        }

        return sum;
    }

    private static void Time(string what, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
    }

    private static string Resident(string line) =>
        File.ReadLines("/proc/self/status").First(text => text.StartsWith(line, StringComparison.Ordinal))[line.Length..].Trim();
}
