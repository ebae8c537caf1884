using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Tests.Unit.Codegen;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>The subtasks of one operator, each of which is given the rows of its keys.</summary>
internal sealed class OperatorFleet : IDisposable
{
    private const int MaxParallelism = 128;

    // More than the least that RocksDB needs.
    private const long SmallMemory = 1 << 20;

    private readonly RestoreCase _case;
    private readonly OperatorDriver[] _subtasks;
    private int _turn;

    public OperatorFleet(RestoreCase restoreCase, int parallelism, int batchSize = 4, StateBackend? backend = null)
    {
        _case = restoreCase;
        _subtasks =
        [
            .. Enumerable.Range(0, parallelism).Select(subtask => new OperatorDriver(
                restoreCase.Create(), batchSize, subtask: subtask, parallelism: parallelism,
                backend: backend, memory: backend is null ? long.MaxValue : SmallMemory)),
        ];
    }

    /// <summary>What was sent, subtask by subtask.</summary>
    public IEnumerable<string> Lines => _subtasks.SelectMany(subtask => subtask.Lines);

    public long StateEntries => _subtasks.Sum(subtask => subtask.Metrics.StateEntries);

    /// <summary>Late and bad rows, and state that has ended.</summary>
    public (long, long, long) Dropped => (
        _subtasks.Sum(subtask => subtask.Metrics.LateRows),
        _subtasks.Sum(subtask => subtask.Metrics.BadRecords),
        _subtasks.Sum(subtask => subtask.Metrics.ExpiredState));

    public long Rented => _subtasks.Sum(subtask => subtask.Memory.Rented);

    public void Do(RestoreStep step)
    {
        switch (step)
        {
            case RestoreStep.Rows rows:
                Give(rows);
                break;
            case RestoreStep.Watermark watermark:
                Array.ForEach(_subtasks, subtask => subtask.Watermark(watermark.Time));
                break;
            case RestoreStep.Clock clock:
                Array.ForEach(_subtasks, subtask => subtask.Advance(clock.Time));
                break;
        }
    }

    public void End() => Array.ForEach(_subtasks, subtask => subtask.End());

    public IReadOnlyList<StateSnapshot> Snapshot(BufferPool memory) =>
        [.. _subtasks.Select(subtask => subtask.Snapshot(memory))];

    /// <summary>Takes over at a time on the clock; timers that were due meanwhile ring.</summary>
    public void Restore(IReadOnlyList<StateSnapshot> snapshots, long now)
    {
        foreach (OperatorDriver subtask in _subtasks)
        {
            subtask.Time.Milliseconds = now;
            subtask.Restore(snapshots);
        }
    }

    public void Dispose() => Array.ForEach(_subtasks, subtask => subtask.Dispose());

    private void Give(RestoreStep.Rows rows)
    {
        if (_subtasks.Length == 1)
        {
            Process(_subtasks[0], rows.Lines);
            return;
        }

        // Each subtask is given every watermark between the rows, and only its own rows.
        int[] owners = [.. rows.Lines.Select(Owner)];
        for (int subtask = 0; subtask < _subtasks.Length; subtask++)
        {
            Process(_subtasks[subtask], [.. rows.Lines.Where((_, line) => owners[line] == subtask || owners[line] < 0)]);
        }
    }

    private void Process(OperatorDriver subtask, string[] lines)
    {
        if (lines.Length != 0 && !subtask.Stopped)
        {
            subtask.Process(Pictures.Batch(_case.Input, subtask.Memory, lines));
        }
    }

    private int Owner(string line)
    {
        if (line.StartsWith("watermark", StringComparison.Ordinal))
        {
            return -1;
        }

        if (_case.Keys is not { } keys)
        {
            return _case.Anywhere ? _turn++ % _subtasks.Length : 0;
        }

        using RecordBatch row = Pictures.Batch(_case.Input, BufferPool.Shared, line);
        ulong[] hash = new ulong[1];
        KeyHash.HashColumns(row, keys, hash);
        return KeyGroup.Owner(KeyGroup.Of(hash[0], MaxParallelism), MaxParallelism, _subtasks.Length);
    }
}
