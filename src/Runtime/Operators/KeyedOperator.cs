using System.Runtime.InteropServices;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Operators that keep a state per key in generated structs, and how both look in a checkpoint: the columns of the key
/// as the user knows them, and the state as bytes.
/// </summary>
public abstract partial class KeyedOperator<TKey, TState> : Operator
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private StringDictionary? _texts;

    public override bool SavesState => KeySchema is not null;

    /// <summary>The columns of the key in a checkpoint; null where its state cannot be saved.</summary>
    protected virtual Schema? KeySchema => null;

    /// <summary>The text that keys hold as ids.</summary>
    protected StringDictionary Texts => _texts ??= new StringDictionary(Context.Memory);

    /// <summary>The same, null while there is none.</summary>
    private protected StringDictionary? KnownTexts => _texts;

    /// <summary>Says which texts a key holds; only for keys that hold any.</summary>
    protected virtual void KeepTexts(in TKey key, StringDictionary texts)
    {
    }

    /// <summary>
    /// Appends the columns of a key. It runs beside the operator, on another thread, and uses nothing but what it is
    /// given.
    /// </summary>
    protected virtual void SaveKey(in TKey key, BatchBuilder rows, StringDictionary texts)
    {
    }

    /// <summary>The key of a row.</summary>
    protected virtual TKey LoadKey(RecordBatch rows, int row) => default;

    /// <summary>Writes a key so that equal keys have equal bytes.</summary>
    protected virtual void WriteKey(in TKey key, StateWriter writer, StringDictionary texts)
    {
    }

    /// <summary>Reads a key back; it may run beside the operator and uses nothing but what it is given.</summary>
    protected virtual TKey ReadKey(ref StateReader reader, StringDictionary texts) => default;

    /// <summary>Writes a state; one without references as it lies in memory.</summary>
    protected virtual void SaveState(ref TState state, StateWriter writer) => StateMemory.Save(ref state, writer);

    /// <summary>Reads a state back.</summary>
    protected virtual void LoadState(ref TState state, ref StateReader reader) => StateMemory.Load(ref state, ref reader);

    public override void Close()
    {
        base.Close();
        _texts?.Release();
    }

    /// <summary>A table of keyed rows: the key, numbers beside it under names the key does not use, and a state.</summary>
    private protected StateTable KeyedTable(string name, params ReadOnlySpan<Field> beside) =>
        KeyedTableOf(name, [.. beside, new Field("state", DataTypes.Bytes.NotNull())]);

    /// <summary>A table of keyed rows that have no state.</summary>
    private protected StateTable KeyedTableOf(string name, params ReadOnlySpan<Field> beside)
    {
        List<Field> fields = [.. KeySchema!.Fields];
        foreach (Field field in beside)
        {
            AddUnique(fields, field);
        }

        return new StateTable(
            name, new Schema(fields.ToEquatable()), Enumerable.Range(0, KeySchema.Count).ToEquatable());
    }

    /// <summary>
    /// Adds the groups of tables, each with the same numbers beside all of them. Where key and state hold no references
    /// that takes a copy of memory.
    /// </summary>
    private protected void Save(
        StateSnapshot snapshot, StateTable table, IEnumerable<(KeyedTable<TKey, TState> Groups, long[] Beside)> tables)
    {
        if (StateMemory.Suits<KeyedTable<TKey, TState>.Entry>())
        {
            StringDictionary? texts = _texts?.Freeze();
            foreach ((KeyedTable<TKey, TState> groups, long[] beside) in tables)
            {
                KeyedTable<TKey, TState>.Entry[] copy = groups.Copy();
                snapshot.Defer(table, memory => RowsOf(copy, beside, table, texts, memory));
            }

            return;
        }

        var rows = new KeyedRows<TKey>();
        foreach ((KeyedTable<TKey, TState> groups, long[] beside) in tables)
        {
            foreach (ref KeyedTable<TKey, TState>.Entry group in groups.Entries)
            {
                SaveState(ref group.State, rows.Add(in group.Key, beside));
            }
        }

        Save(snapshot, table, rows);
    }

    /// <summary>
    /// Adds what has changed in a table. The text of few keys is written at once, which costs less than a copy of all texts.
    /// </summary>
    private protected void SaveChanges(StateSnapshot snapshot, StateTable table, KeyedTable<TKey, TState> groups)
    {
        TableChanges<TKey> changes = groups.Changes!;
        int[] written = [.. changes.Written];
        TKey[] removed = [.. changes.Removed.Where(key => !groups.Holds(in key))];
        bool atOnce = _texts?.Count > 8 * (written.Length + removed.Length);
        StringDictionary? texts = atOnce ? _texts : _texts?.Freeze();
        snapshot.Continue(table);
        if (removed.Length != 0)
        {
            var gone = new StateTable(table.Name, KeySchema!, table.KeyColumns) { Removes = true };
            Add(gone, memory => KeysOf(removed, gone, texts, memory));
        }

        if (written.Length == 0)
        {
            return;
        }

        if (StateMemory.Suits<KeyedTable<TKey, TState>.Entry>())
        {
            KeyedTable<TKey, TState>.Entry[] copy = groups.CopyEntries(written);
            Add(table, memory => RowsOf(copy, [], table, texts, memory));
            return;
        }

        var rows = new KeyedRows<TKey>();
        foreach (int index in written)
        {
            ref KeyedTable<TKey, TState>.Entry group = ref groups.Entries[index];
            SaveState(ref group.State, rows.Add(in group.Key));
        }

        Add(table, memory => RowsOf(rows, table, texts, memory));

        void Add(StateTable to, Func<BufferPool, IEnumerable<RecordBatch>> make)
        {
            snapshot.Defer(to, make);
            if (atOnce)
            {
                snapshot.MakeDeferred();
            }
        }
    }

    /// <summary>Adds rows that were copied.</summary>
    private protected void Save(StateSnapshot snapshot, StateTable table, KeyedRows<TKey> rows) =>
        Save(snapshot, table, () => rows);

    /// <summary>Adds rows that are made of copies, on another thread.</summary>
    private protected void Save(StateSnapshot snapshot, StateTable table, Func<KeyedRows<TKey>> make)
    {
        StringDictionary? texts = _texts?.Freeze();
        snapshot.Defer(table, memory => RowsOf(make(), table, texts, memory));
    }

    /// <summary>The rows of a table that this subtask owns.</summary>
    /// <param name="state">The checkpoint.</param>
    /// <param name="table">The table.</param>
    /// <param name="number">A number of former subtasks that is wanted with their rows.</param>
    private protected IEnumerable<SavedRow<TKey>> Load(RestoredState state, StateTable table, string number = "")
    {
        foreach ((RecordBatch rows, long? former) in state.Rows(table.Name, number))
        {
            using RecordBatch owned = rows;
            if (rows.Schema != table.Schema)
            {
                throw new InvalidDataException($"the table '{table.Name}' has columns {rows.Schema}, not {table.Schema}");
            }

            for (int row = 0; row < rows.RowCount; row++)
            {
                yield return new SavedRow<TKey>(rows, row, table.KeyColumns.Count, LoadKey(rows, row)) { Former = former };
            }
        }
    }

    /// <summary>Reads the state of a row, all of it.</summary>
    private protected void LoadState(ref TState state, in SavedRow<TKey> row) => LoadState(ref state, row.Bytes);

    /// <summary>Reads a state, from all of its bytes.</summary>
    private protected void LoadState(ref TState state, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        LoadState(ref state, ref reader);
        if (!reader.AtEnd)
        {
            throw new InvalidDataException("a state is longer than it should be");
        }
    }

    private IEnumerable<RecordBatch> RowsOf(
        ArraySegment<KeyedTable<TKey, TState>.Entry> entries, long[] beside, StateTable table, StringDictionary? texts, BufferPool memory)
    {
        var rows = new BatchBuilder(table.Schema, memory);
        for (int from = 0; from < entries.Count; from += KeyedRows<TKey>.BatchRows)
        {
            int to = Math.Min(entries.Count, from + KeyedRows<TKey>.BatchRows);
            for (int index = from; index < to; index++)
            {
                ref KeyedTable<TKey, TState>.Entry entry = ref entries.Array![index];
                SaveKey(in entry.Key, rows, texts!);
                Append(rows, table.KeyColumns.Count, beside, StateMemory.Of(ref entry.State));
            }

            yield return rows.Build();
        }
    }

    private IEnumerable<RecordBatch> RowsOf(
        KeyedRows<TKey> copied, StateTable table, StringDictionary? texts, BufferPool memory)
    {
        var rows = new BatchBuilder(table.Schema, memory);
        foreach (KeyedRows<TKey>.Piece piece in copied.Pieces)
        {
            for (int row = 0; row < piece.Keys.Count; row++)
            {
                SaveKey(in CollectionsMarshal.AsSpan(piece.Keys)[row], rows, texts!);
                Append(rows, table.KeyColumns.Count, piece.Beside(row), piece.State(row));
            }

            yield return rows.Build();
        }
    }

    private IEnumerable<RecordBatch> KeysOf(TKey[] keys, StateTable table, StringDictionary? texts, BufferPool memory)
    {
        var rows = new BatchBuilder(table.Schema, memory);
        foreach (TKey[] piece in keys.Chunk(KeyedRows<TKey>.BatchRows))
        {
            for (int row = 0; row < piece.Length; row++)
            {
                SaveKey(in piece[row], rows, texts!);
                rows.EndRow();
            }

            yield return rows.Build();
        }
    }

    private static void Append(BatchBuilder rows, int column, ReadOnlySpan<long> beside, ReadOnlySpan<byte> state)
    {
        foreach (long number in beside)
        {
            rows.Fixed<long>(column++).Append(number);
        }

        if (column < rows.Schema.Count)
        {
            rows.Bytes(column).Append(state);
        }

        rows.EndRow();
    }

    private static void AddUnique(List<Field> fields, Field added)
    {
        string name = added.Name;
        for (int number = 1; fields.Exists(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)); number++)
        {
            name = $"{added.Name}_{number}";
        }

        fields.Add(added with { Name = name });
    }
}
