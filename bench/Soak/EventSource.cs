using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Bench.Soak;

/// <summary>
/// Rows of a long day: event time advances steadily with some disorder, keys come and go. Batches are made as they are
/// read, so that the source holds nothing.
/// </summary>
/// <param name="columns">Which of <see cref="All"/> to give, in order.</param>
/// <param name="rows">How many rows.</param>
/// <param name="keys">How many keys there are at any moment.</param>
/// <param name="rowsPerSecond">Rows per second of event time.</param>
/// <param name="keyLife">After how many rows all keys are others; 0 never.</param>
internal sealed class EventSource(int[] columns, long rows, int keys, int rowsPerSecond, long keyLife) : ISource
{
    private const int BatchRows = 4096;
    private const int Disorder = 2_000;

    /// <summary>All columns there are.</summary>
    public static Schema All { get; } = new(
    [
        new Field("ts", DataTypes.Timestamp3.NotNull()),
        new Field("id", DataTypes.BigInt.NotNull()),
        new Field("name", DataTypes.String.NotNull()),
        new Field("price", DataTypes.BigInt.NotNull()),
    ]);

    /// <summary>Rows given so far.</summary>
    public long Given { get; private set; }

    /// <summary>Called with the rows given so far, before each batch.</summary>
    public Action<long>? OnBatch { get; init; }

    public Schema Schema { get; } = new(columns.Select(column => All[column]).ToEquatable());

    public IReadOnlyList<ISplit> Splits() => [new Split()];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(this, context.Memory);

    private sealed record Split : ISplit
    {
        public string Name => "events";
    }

    private sealed class Reader(EventSource source, BufferPool memory) : IBatchReader
    {
        private readonly Random _random = new(42);
        private readonly BatchBuilder _builder = new(source.Schema, memory);
        private byte[] _name = new byte[32];

        public ReadResult ReadBatch(out RecordBatch? batch)
        {
            source.OnBatch?.Invoke(source.Given);
            long end = Math.Min(source.Given + BatchRows, source.EndRow);
            for (long row = source.Given; row < end; row++)
            {
                Append(row);
            }

            source.Given = end;
            batch = _builder.Build();
            return end < source.EndRow ? ReadResult.More : ReadResult.End;
        }

        public void Dispose()
        {
        }

        private void Append(long row)
        {
            long key = _random.Next(source.Keys) + (source.KeyLife == 0 ? 0 : row / source.KeyLife * source.Keys);
            long time = (row * 1000L / source.RowsPerSecond) - _random.Next(Disorder);
            int price = _random.Next(1000);
            for (int column = 0; column < source.Columns.Length; column++)
            {
                switch (source.Columns[column])
                {
                    case 0:
                        _builder.Fixed<long>(column).Append(time);
                        break;
                    case 1:
                        _builder.Fixed<long>(column).Append(key);
                        break;
                    case 2:
                        ((BytesBuilder)_builder.Column(column)).Append(Name(key));
                        break;
                    default:
                        _builder.Fixed<long>(column).Append(price);
                        break;
                }
            }

            _builder.EndRow();
        }

        private ReadOnlySpan<byte> Name(long key)
        {
            Span<byte> name = _name;
            int length = Encoding.ASCII.GetBytes("sensor-", name);
            key.TryFormat(name[length..], out int digits, default, CultureInfo.InvariantCulture);
            return name[..(length + digits)];
        }
    }

    private int[] Columns => columns;

    private long EndRow => rows;

    private int Keys => keys;

    private int RowsPerSecond => rowsPerSecond;

    private long KeyLife => keyLife;
}
