using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.DataGen;

/// <summary>One split of made-up rows, at a rate, column by column.</summary>
internal sealed class DataGenSource(Schema schema) : ISource
{
    public Schema Schema => schema;

    public bool Replayable => true;

    /// <summary>Rows in all; <see cref="long.MaxValue"/> if it never ends.</summary>
    public required long Rows { get; init; }

    public required long RowsPerSecond { get; init; }

    /// <summary>Makes the generators of the columns, with the clock of the task.</summary>
    public required Func<TimeProvider, FieldGenerator[]> Generators { get; init; }

    public IReadOnlyList<ISplit> Splits() => [new Split()];

    public ISplitReader Open(ISplit split, SourceContext context) =>
        new Reader(Generators(context.Clock), Rows, new RowPacer(RowsPerSecond, context.Clock), context.Position);

    private sealed record Split : ISplit
    {
        public string Name => "datagen";
    }

    private sealed class Reader : ISplitReader
    {
        private readonly FieldGenerator[] _generators;
        private readonly RowPacer _pacer;
        private long _given;
        private long _rowsLeft;

        public Reader(FieldGenerator[] generators, long rows, RowPacer pacer, byte[]? position)
        {
            (_generators, _pacer) = (generators, pacer);
            Restore(position);
            _rowsLeft = Math.Max(0, rows - _given);
        }

        // Beside the number of the row, the state of every generator: how many numbers a value takes varies.
        public byte[] Position
        {
            get
            {
                using var bytes = new MemoryStream();
                using var writer = new BinaryWriter(bytes);
                writer.Write(_given);
                foreach (FieldGenerator generator in _generators)
                {
                    generator.Save(writer);
                }

                writer.Flush();
                return bytes.ToArray();
            }
        }

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            if (_rowsLeft == 0)
            {
                return ReadResult.End;
            }

            int count = _pacer.Due((int)Math.Min(maxRows, _rowsLeft));
            if (count == 0 && maxRows > 0)
            {
                return ReadResult.Wait(_pacer.Delay());
            }

            for (int column = 0; column < _generators.Length; column++)
            {
                _generators[column].Append(rows.Column(column), count);
            }

            rows.EndRows(count);
            _pacer.Take(count);
            _given += count;
            _rowsLeft -= count;
            return _rowsLeft == 0 ? ReadResult.End : ReadResult.More;
        }

        public void Dispose()
        {
        }

        private void Restore(byte[]? position)
        {
            if (position is null)
            {
                return;
            }

            using var reader = new BinaryReader(new MemoryStream(position));
            _given = reader.ReadInt64();
            foreach (FieldGenerator generator in _generators)
            {
                generator.Restore(reader);
            }
        }
    }
}
