using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Late;

/// <summary>
/// The late rows of one operator, over its subtasks, in the order in which they were dropped. It keeps the newest ones:
/// when it is full the oldest are overwritten, and counted. Rows are numbered from 0.
/// </summary>
/// <remarks>
/// Rows are copied column by column into chunks, so that the batches they came in are not kept. Its memory is not that
/// of a slot: rows that only a reader can free must not hold a job up.
/// </remarks>
public sealed class LateRowLog : ILateRows
{
    private const int ChunkRows = 1024;

    // Watermarks beyond it stand for the end of input.
    private const long NoTime = 1L << 60;

    private readonly Lock _gate = new();
    private readonly List<Chunk> _sealed = [];
    private readonly int _capacity;
    private readonly long _memory;
    private byte[] _operator = [];
    private LateRowColumns? _columns;
    private BufferPool? _pool;
    private BatchBuilder? _open;
    private long _first;
    private long _count;

    internal LateRowLog(int vertex, int position, string name, LateRowShape? shape, int capacity, long memory)
    {
        Vertex = vertex;
        Position = position;
        Name = name;
        Shape = shape;
        _capacity = capacity;
        _memory = memory;
    }

    private sealed record Chunk(long First, RecordBatch Rows)
    {
        public long End => First + Rows.RowCount;
    }

    /// <summary>The vertex of the operator.</summary>
    public int Vertex { get; }

    /// <summary>The position of the operator in the chain of the vertex.</summary>
    public int Position { get; }

    /// <summary>The name of the operator.</summary>
    public string Name { get; }

    /// <summary>What its rows look like; null while that is not known, because it has dropped none yet.</summary>
    public LateRowShape? Shape { get; private set; }

    /// <summary>The columns of the rows that are read; only where there is a shape.</summary>
    public Schema Schema => Columns.Schema;

    /// <summary>How many rows were late so far.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The memory they take.</summary>
    public long Bytes => _pool?.Rented ?? 0;

    /// <summary>How many of them are not kept any more.</summary>
    public long Overwritten => Volatile.Read(ref _first);

    /// <summary>How many of them are columns of the operator's input; they come first.</summary>
    public int InputColumns => Columns.Inputs;

    internal LateRowColumns Columns => _columns ??= new LateRowColumns(
        Shape ?? throw new InvalidOperationException($"runtime: the columns of {Name} are not known"));

    public void Add(RecordBatch batch, int row, in Lateness late)
    {
        lock (_gate)
        {
            Shape ??= new LateRowShape(Name, batch.Schema, Changes: true);
            BatchBuilder rows = _open ??= Open();
            for (int column = 0; column < Columns.Inputs; column++)
            {
                rows.Column(column).AppendFrom(batch.Column(column), row);
            }

            int next = Columns.Inputs;
            if (Shape.Changes)
            {
                rows.Bytes(next++).Append(batch.Kind(row).ToShortString());
            }

            AppendTime(rows, next, late.Watermark);
            Append(rows, next + 1, late.By, known: Math.Abs(late.Watermark) < NoTime);
            AppendTime(rows, next + 2, late.WindowStart);
            AppendTime(rows, next + 3, late.WindowEnd);
            rows.EndRow();
            Volatile.Write(ref _count, _count + 1);
            if (rows.RowCount >= Math.Min(ChunkRows, _capacity))
            {
                Seal();
            }

            Overwrite();
        }
    }

    /// <summary>Rows as they are now, whatever is overwritten later; who takes the batches disposes them.</summary>
    public IReadOnlyList<(long First, RecordBatch Rows)> Snapshot()
    {
        var rows = new List<(long, RecordBatch)>();
        for (long next = Overwritten; Read(next) is { } batch; next += batch.RowCount)
        {
            rows.Add((next, batch));
        }

        return rows;
    }

    /// <summary>The rows from a number on, as many as come in one piece, and with them their ownership; null when there is none yet.</summary>
    /// <exception cref="RuntimeException">The row was overwritten.</exception>
    internal RecordBatch? Read(long from)
    {
        lock (_gate)
        {
            if (from < _first)
            {
                throw new RuntimeException(
                    "FLS6030",
                    $"late rows of {Name} were overwritten before they were read: {_first - from:N0} are gone",
                    "give them more room with SET 'table.exec.late-rows.capacity' and 'table.exec.late-rows.memory' before the "
                        + "query that drops them is started, or read them faster");
            }

            if (from == _count)
            {
                return null;
            }

            if (_sealed.Count == 0 || from >= _sealed[^1].End)
            {
                Seal();
            }

            Chunk chunk = _sealed[Find(from)];
            return Complete(chunk.Rows, (int)(from - chunk.First));
        }
    }

    /// <summary>Forgets all rows.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            Seal();
            _sealed.ForEach(chunk => chunk.Rows.Dispose());
            _sealed.Clear();
            Volatile.Write(ref _first, _count);
        }
    }

    private static void AppendTime(BatchBuilder rows, int column, long time) =>
        Append(rows, column, time, known: time is > -NoTime and < NoTime);

    private static void Append(BatchBuilder rows, int column, long value, bool known)
    {
        if (known)
        {
            rows.Fixed<long>(column).Append(value);
        }
        else
        {
            rows.Column(column).AppendNull();
        }
    }

    private BatchBuilder Open()
    {
        _pool = new BufferPool($"late rows of {Name}", long.MaxValue);
        _operator = Encoding.UTF8.GetBytes(Name);
        Schema all = Columns.Schema;
        return new BatchBuilder(
            all.Select([.. Enumerable.Range(0, all.Count).Where(column => column != Columns.Operator)]), _pool);
    }

    // A reader that keeps up seals a few rows at a time; these are joined so that there are never many small chunks.
    private void Seal()
    {
        if (_open is not { RowCount: > 0 } open)
        {
            return;
        }

        _sealed.Add(new Chunk(_count - open.RowCount, open.Build()));
        while (_sealed.Count > 1
            && _sealed[^2].Rows.RowCount <= 2 * _sealed[^1].Rows.RowCount
            && _sealed[^2].Rows.RowCount + _sealed[^1].Rows.RowCount <= ChunkRows)
        {
            Chunk last = _sealed[^1];
            Chunk before = _sealed[^2];
            Append(open, before.Rows, 0);
            Append(open, last.Rows, 0);
            _sealed.RemoveRange(_sealed.Count - 2, 2);
            _sealed.Add(new Chunk(before.First, open.Build()));
            before.Rows.Dispose();
            last.Rows.Dispose();
        }
    }

    private static void Append(BatchBuilder to, RecordBatch rows, int from) =>
        to.AppendRows(rows, Enumerable.Range(from, rows.RowCount - from).ToArray());

    private void Overwrite()
    {
        long first = Math.Max(_first, _count - _capacity);
        int gone = 0;
        while (gone < _sealed.Count && (_sealed[gone].End <= first || _pool!.Rented > _memory))
        {
            first = Math.Max(first, _sealed[gone].End);
            _sealed[gone++].Rows.Dispose();
        }

        _sealed.RemoveRange(0, gone);
        Volatile.Write(ref _first, first);
    }

    private int Find(long row)
    {
        int low = 0;
        int high = _sealed.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _sealed[middle].First <= row ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    // The rows with the column of the operator's name, which is the same in all and not kept.
    private RecordBatch Complete(RecordBatch rows, int from)
    {
        if (from != 0)
        {
            var rest = new BatchBuilder(rows.Schema, _pool!);
            Append(rest, rows, from);
            rows = rest.Build();
        }
        else
        {
            rows.Retain();
        }

        using RecordBatch owned = rows;
        var name = new BytesBuilder(Schema[Columns.Operator].Type, _pool!);
        for (int row = 0; row < rows.RowCount; row++)
        {
            name.Append(_operator);
        }

        var columns = new Column[Schema.Count];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = column == Columns.Operator
                ? name.Build()
                : rows.Column(column < Columns.Operator ? column : column - 1).Retain();
        }

        return new RecordBatch(Schema, columns, rows.RowCount);
    }
}
