using System.Buffers.Binary;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>Events of an auction house, made column by column. A position is how many events are passed.</summary>
internal sealed class NexmarkSource(NexmarkSettings settings, Schema schema, EventKind? kind, EventColumn[] columns) : ISource
{
    public Schema Schema => schema;

    public bool Replayable => true;

    /// <summary>Splits are of the same time, and stay together.</summary>
    public bool ReadsInTurn => true;

    public IReadOnlyList<ISplit> Splits() => [.. Enumerable.Range(0, settings.Splits).Select(number => new Split(number))];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(
        new EventCursor(settings, ((Split)split).Number, kind)
        {
            Passed = context.Position is { } position ? BinaryPrimitives.ReadInt64LittleEndian(position) : 0,
        },
        columns,
        settings.Paced ? new RowPacer(Math.Max(1, settings.EventsPerSecond / settings.Splits), context.Clock) : null);

    private sealed record Split(int Number) : ISplit
    {
        public string Name => $"nexmark {Number}";
    }

    private sealed class Reader(EventCursor cursor, EventColumn[] columns, RowPacer? pacer) : ISplitReader
    {
        private const int MostPassed = 1 << 16;
        private long _watermark = long.MinValue;

        public byte[] Position
        {
            get
            {
                byte[] position = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(position, cursor.Passed);
                return position;
            }
        }

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            int due = pacer?.Due(MostPassed) ?? MostPassed;
            if (due == 0 && pacer is not null && !cursor.AtEnd)
            {
                return ReadResult.Wait(pacer.Delay());
            }

            long before = cursor.Passed;
            EventRun events = cursor.Find(maxRows, due);
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column](events, rows.Column(column));
            }

            rows.EndRows(events.Count);
            pacer?.Take((int)(cursor.Passed - before));
            if (cursor.AtEnd)
            {
                return ReadResult.End;
            }

            Mark(rows);
            return ReadResult.More;
        }

        public void Dispose()
        {
        }

        private void Mark(BatchBuilder rows)
        {
            long time = cursor.LeastTime - 1;
            if (time > _watermark && !rows.IsEmpty)
            {
                rows.AddMark(_watermark = time);
            }
        }
    }
}
