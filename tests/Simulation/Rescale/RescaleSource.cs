using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>A table of a world, whose splits are read in turn, a few rows each time, and sometimes none for a moment.</summary>
internal sealed class RescaleSource(RescaleWorld world, string table, Schema schema, int[] columns) : ISource
{
    public Schema Schema => schema;

    public bool ReadsInTurn => true;

    public bool Replayable => true;

    public IReadOnlyList<ISplit> Splits() =>
        [.. Enumerable.Range(0, world.Table(table).Length).Select(number => new Split(table, number))];

    public ISplitReader Open(ISplit split, SourceContext context) =>
        new Reader(world, world.Table(table)[((Split)split).Number], columns, context.Position);

    private sealed record Split(string Table, int Number) : ISplit
    {
        public string Name => $"{Table} {Number}";
    }

    private sealed class Reader(RescaleWorld world, IReadOnlyList<object?[]> rows, int[] columns, byte[]? position) : ISplitReader
    {
        private readonly SeededRandom _random = new(world.Seed, $"reader {world.Opened++}");
        private int _next = position is null ? 0 : BitConverter.ToInt32(position);

        public byte[]? Position => BitConverter.GetBytes(_next);

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            for (int most = _random.Next(Math.Min(maxRows, 4) + 1); most > 0 && _next < rows.Count; most--)
            {
                object?[] row = rows[_next++];
                batch.AppendRow(RowKind.Insert, [.. columns.Select(column => row[column])]);
                world.RowsRead++;
            }

            return _next == rows.Count ? ReadResult.End
                : _random.OneIn(4) ? ReadResult.Wait(TimeSpan.FromMicroseconds(_random.Next(50)))
                : ReadResult.More;
        }

        public void Dispose()
        {
        }
    }
}
