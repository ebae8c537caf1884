using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>Groups of windows: late rows, rows that are handed out, and groups that go.</summary>
public abstract partial class WindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private int _sweepAt = 1024;

    /// <summary>The watermark beside a row of the batch that is being added.</summary>
    private protected long WatermarkAt(RecordBatch batch, int row)
    {
        long watermark = Watermark;
        for (int mark = 0; mark < batch.Marks.Length && batch.Marks[mark].Row <= row; mark++)
        {
            watermark = Math.Max(watermark, batch.Marks[mark].Time);
        }

        return watermark;
    }

    /// <summary>Drops a row whose last window is [start, end).</summary>
    private protected void DropLate(RecordBatch batch, int row, long start, long end)
    {
        long watermark = WindowClock.Clamp(ProcessingTime ? Watermark : WatermarkAt(batch, row));
        Context.DropLate(
            batch, row, new Lateness(start, end, WindowLine.FromInstant(watermark), watermark - WindowLine.ToInstant(end - 1)));
    }

    /// <summary>Emits every group of a window.</summary>
    private protected void Emit(KeyedTable<TKey, TState> groups, long start, long end)
    {
        foreach (ref KeyedTable<TKey, TState>.Entry group in groups.Entries)
        {
            EmitGroup(in group.Key, ref group.State, start, end);
            SendFull();
        }
    }

    /// <summary>Sends the rows so far on when there are many.</summary>
    private protected void SendFull()
    {
        if (Result.RowCount >= Context.BatchSize)
        {
            Send();
        }
    }

    /// <summary>Takes the first slices out of the metrics and out of memory.</summary>
    private protected void RemoveFirst(int count)
    {
        for (int index = 0; index < count; index++)
        {
            Context.Metrics.StateEntries -= Slices[index].Counted;
        }

        Slices.RemoveFirst(count);
        SweepTexts();
    }

    /// <summary>Forgets the texts of keys that are gone, when there may be many.</summary>
    private protected void SweepTexts()
    {
        if (KnownTexts is { } texts && texts.Count >= _sweepAt)
        {
            KeepAllTexts(texts);
            texts.Sweep();
            _sweepAt = Math.Max(1024, 2 * texts.Count);
        }
    }

    /// <summary>Says which texts the keys of all groups hold.</summary>
    private protected virtual void KeepAllTexts(StringDictionary texts)
    {
        for (int index = 0; index < Slices.Count; index++)
        {
            foreach (ref KeyedTable<TKey, TState>.Entry group in Slices[index].Groups.Entries)
            {
                KeepTexts(in group.Key, texts);
            }
        }
    }

    /// <summary>Leaves the current slice for another, or for none.</summary>
    private protected void Switch(WindowSlice<TKey, TState>? next)
    {
        if (Current is { } left)
        {
            Context.Metrics.StateEntries += left.Groups.Count - left.Counted;
            left.Counted = left.Groups.Count;
        }

        Current = next;
    }
}
