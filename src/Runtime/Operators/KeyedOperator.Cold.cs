using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.RocksDb;

namespace FlinkSql.Runtime.Operators;

/// <content>Keys and states that lie outside of memory.</content>
public abstract partial class KeyedOperator<TKey, TState>
{
    /// <summary>Bytes of the text of keys.</summary>
    internal long TextBytes => _texts?.UsedBytes ?? 0;

    internal void WriteKeyOf(in TKey key, StateWriter writer) => WriteKey(in key, writer, _texts!);

    internal TKey ReadKeyOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        return ReadKey(ref reader, Texts);
    }

    internal void WriteState(ref TState state, StateWriter writer) => SaveState(ref state, writer);

    internal void ReadState(ref TState state, ref StateReader reader) => LoadState(ref state, ref reader);

    /// <summary>Forgets the text of keys that a table does not hold.</summary>
    internal void SweepTexts(KeyedTable<TKey, TState> groups)
    {
        if (_texts is not { } texts)
        {
            return;
        }

        foreach (ref KeyedTable<TKey, TState>.Entry group in groups.Entries)
        {
            KeepTexts(in group.Key, texts);
        }

        foreach (TKey removed in groups.Changes?.Removed ?? [])
        {
            KeepTexts(in removed, texts);
        }

        texts.Sweep();
    }

    /// <summary>Adds all that a view shows; it is read later and needs no memory but that of a batch.</summary>
    private protected void Save(StateSnapshot snapshot, StateTable table, RocksDbView view) =>
        snapshot.Defer(table, memory => RowsOf(view, table, memory), view.Dispose);

    private IEnumerable<RecordBatch> RowsOf(RocksDbView view, StateTable table, BufferPool memory)
    {
        var rows = new BatchBuilder(table.Schema, memory);
        var texts = new StringDictionary();
        using RocksDbCursor cursor = view.Scan();
        for (bool found = cursor.Seek([ColdQueue.Groups]); found && cursor.Key[0] == ColdQueue.Groups; found = cursor.Next())
        {
            var reader = new StateReader(cursor.Key[1..]);
            TKey key = ReadKey(ref reader, texts);
            SaveKey(in key, rows, texts);
            Append(rows, table.KeyColumns.Count, [], cursor.Value);
            if (rows.RowCount == KeyedRows<TKey>.BatchRows)
            {
                yield return rows.Build();
                texts = new StringDictionary();
            }
        }

        if (!rows.IsEmpty)
        {
            yield return rows.Build();
        }
    }
}
