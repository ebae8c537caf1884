using FlinkSql.Columnar;
using FlinkSql.Runtime.Faults;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// What one operator in one subtask finds of its state in a checkpoint, whatever the parallelism was when it was taken.
/// </summary>
/// <param name="subtasks">The state of every subtask the operator had then.</param>
/// <param name="subtask">The subtask that is restored.</param>
/// <param name="parallelism">How many there are now.</param>
/// <param name="maxParallelism">The number of key groups, the same as then.</param>
/// <param name="memory">What rows are copied into.</param>
public sealed class RestoredState(
    IReadOnlyList<StateSnapshot> subtasks, int subtask, int parallelism, int maxParallelism, BufferPool memory)
{
    /// <summary>Reads a table that lies in a file.</summary>
    internal Func<StoredTable, IEnumerable<RecordBatch>>? Read { get; init; }

    /// <summary>The names of the tables there are.</summary>
    internal IEnumerable<string> TableNames => subtasks.SelectMany(state => state.TableNames).Distinct();

    /// <summary>Whether the operator has as many subtasks as it had.</summary>
    internal bool SameParallelism => subtasks.Count == parallelism;

    /// <summary>
    /// The rows of a table: of keyed ones those whose key this subtask owns, of others those of all former subtasks, in
    /// their order. Who takes a batch disposes it.
    /// </summary>
    public IEnumerable<RecordBatch> Rows(string table) => Rows(table, "").Select(each => each.Rows);

    /// <summary>The same, with a number of the former subtask that rows are from; null where it kept none.</summary>
    internal IEnumerable<(RecordBatch Rows, long? Number)> Rows(string table, string number)
    {
        foreach (StateSnapshot state in subtasks)
        {
            foreach ((RecordBatch batch, EquatableArray<int> keyColumns) in All(state, table))
            {
                foreach (RecordBatch rows in Mine(batch, keyColumns))
                {
                    yield return (rows, state.Numbers.TryGetValue(number, out long found) ? found : null);
                }
            }
        }
    }

    /// <summary>
    /// The rows of a table, each for one subtask alone: where there are as many as then, those of the same; else keyed ones
    /// by their key, and of others all of one former subtask together.
    /// </summary>
    internal IEnumerable<(int Former, RecordBatch Rows)> Dealt(string table)
    {
        for (int former = 0; former < subtasks.Count; former++)
        {
            if (SameParallelism && former != subtask)
            {
                continue;
            }

            foreach ((RecordBatch batch, EquatableArray<int> keyColumns) in All(subtasks[former], table))
            {
                if (!SameParallelism && keyColumns.Count == 0 && former % parallelism != subtask)
                {
                    batch.Dispose();
                    continue;
                }

                foreach (RecordBatch rows in SameParallelism ? [batch] : Mine(batch, keyColumns))
                {
                    yield return (former, rows);
                }
            }
        }
    }

    /// <summary>A number, of each former subtask that kept it, in their order.</summary>
    public IEnumerable<long> Numbers(string name) => subtasks
        .Where(state => state.Numbers.ContainsKey(name)).Select(state => state.Numbers[name]);

    /// <summary>The sum of a number, in the first subtask; zero in the others, so that a total stays the same.</summary>
    public long Share(string name) => subtask == 0 ? Numbers(name).Sum() : 0;

    /// <summary>The least of <see cref="Own"/> numbers; a fallback where none was kept.</summary>
    public long Least(string name, long fallback) => Own(name).DefaultIfEmpty(fallback).Min();

    /// <summary>The rows of a table of a former subtask.</summary>
    private IEnumerable<(RecordBatch Rows, EquatableArray<int> KeyColumns)> All(StateSnapshot state, string table)
    {
        foreach ((StateTable known, List<RecordBatch> batches) in state.Tables.Where(t => t.Table.Name == table))
        {
            foreach (RecordBatch batch in batches)
            {
                yield return (batch.Retain(), known.KeyColumns);
            }
        }

        StoredTable[] files = [.. state.Stored.Where(stored => stored.Name == table)];
        if (files.Length == 0)
        {
            yield break;
        }

        foreach (RecordBatch batch in TableFiles.Rows(files, Read!, memory))
        {
            yield return (batch, files[0].KeyColumns);
        }
    }

    /// <summary>What this subtask owns of a batch, which is taken over.</summary>
    private IEnumerable<RecordBatch> Mine(RecordBatch batch, EquatableArray<int> keyColumns)
    {
        if (keyColumns.Count == 0 || parallelism == 1)
        {
            yield return batch;
            yield break;
        }

        RecordBatch? owned = Owned(batch, keyColumns);
        batch.Dispose();
        if (owned is not null)
        {
            yield return owned;
        }
    }

    /// <summary>
    /// A number of this very subtask where there are as many of them as then, since they own the same keys and splits; else of all
    /// former ones.
    /// </summary>
    public IEnumerable<long> Own(string name) => subtasks.Count != parallelism ? Numbers(name)
        : subtasks[subtask].Numbers.TryGetValue(name, out long number) ? [number] : [];

    private RecordBatch? Owned(RecordBatch batch, EquatableArray<int> keyColumns)
    {
        ulong[] hashes = new ulong[batch.RowCount];
        KeyHash.HashColumns(batch, [.. keyColumns], hashes);
        int[] rows = [.. Enumerable.Range(0, batch.RowCount).Where(row => Owns(KeyGroup.Of(hashes[row], maxParallelism)))];
        if (rows.Length == 0)
        {
            return null;
        }

        var owned = new BatchBuilder(batch.Schema, memory);
        owned.AppendRows(batch, rows);
        return owned.Build();
    }

    private bool Owns(int group) => KeyGroup.Owner(group, maxParallelism, parallelism) == subtask
        && !(Planted.Has(PlantedBug.KeyGroupGap) && group == KeyGroup.Range(subtask, maxParallelism, parallelism).End - 1);
}
