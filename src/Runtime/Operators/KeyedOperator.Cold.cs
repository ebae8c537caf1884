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

    /// <summary>
    /// Adds all groups: a copy of those that a table has written since a view was as they are, and what the view shows of others,
    /// which is read later and needs no memory but that of a batch.
    /// </summary>
    private protected void Save(StateSnapshot snapshot, StateTable table, KeyedTable<TKey, TState> groups, RocksDbView view)
    {
        TableChanges<TKey> changes = groups.Changes!;
        int[] written = [.. changes.Written];
        TKey[] removed = [.. changes.Removed.Where(key => !groups.Holds(in key))];
        StringDictionary? texts = _texts?.Freeze();
        if (StateMemory.Suits<KeyedTable<TKey, TState>.Entry>())
        {
            KeyedTable<TKey, TState>.Entry[] copy = groups.CopyEntries(written);
            snapshot.Defer(
                table,
                memory => RowsOf(copy, [], table, texts, memory).Concat(Others(copy.Select(group => group.Key), memory)),
                view.Dispose);
            return;
        }

        var rows = new KeyedRows<TKey>();
        foreach (int index in written)
        {
            ref KeyedTable<TKey, TState>.Entry group = ref groups.Entries[index];
            SaveState(ref group.State, rows.Add(in group.Key));
        }

        snapshot.Defer(
            table,
            memory => RowsOf(rows, table, texts, memory).Concat(Others(rows.Pieces.SelectMany(piece => piece.Keys), memory)),
            view.Dispose);

        IEnumerable<RecordBatch> Others(IEnumerable<TKey> newer, BufferPool memory) =>
            RowsOf(view, BytesOf(newer.Concat(removed), texts), table, memory);
    }

    private StringDictionary BytesOf(IEnumerable<TKey> keys, StringDictionary? texts)
    {
        var bytes = new StringDictionary();
        var writer = new StateWriter();
        foreach (TKey key in keys)
        {
            writer.Clear();
            WriteKey(in key, writer, texts!);
            bytes.Id(writer.Written);
        }

        return bytes;
    }

    private IEnumerable<RecordBatch> RowsOf(RocksDbView view, StringDictionary newer, StateTable table, BufferPool memory)
    {
        var rows = new BatchBuilder(table.Schema, memory);
        var texts = new StringDictionary();
        using RocksDbCursor cursor = view.Scan();
        for (bool found = cursor.Seek([ColdQueue.Groups]); found && cursor.Key[0] == ColdQueue.Groups; found = cursor.Next())
        {
            if (newer.Find(cursor.Key[1..]) >= 0)
            {
                continue;
            }

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
