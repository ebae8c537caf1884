using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// A source that follows a script, one list of steps a split: an <c>object?[]</c> is a row, a <c>long</c> a watermark,
/// a <see cref="TimeSpan"/> a time without rows, <see cref="Breath"/> the end of a read while there is more, and
/// <see cref="Forever"/> rows 0, 1, 2 without end.
/// </summary>
internal sealed class ScriptedSource(Schema schema, params IReadOnlyList<object>[] splits) : ISource
{
    public static readonly object Forever = new();

    public static readonly object Breath = new();

    private readonly ISplit[] _splits = [.. splits.Select((steps, number) => new Split(number, steps))];

    /// <summary>Reads done so far.</summary>
    public int Reads { get; private set; }

    /// <summary>How often the splits were asked for.</summary>
    public int Listings { get; private set; }

    /// <summary>Readers opened and not disposed.</summary>
    public int OpenReaders { get; private set; }

    public Schema Schema { get; } = schema;

    public bool ReadsInTurn { get; init; }

    public IReadOnlyList<ISplit> Splits()
    {
        Listings++;
        return _splits;
    }

    public ISplitReader Open(ISplit split, SourceContext context)
    {
        OpenReaders++;
        return new Reader(this, (Split)split, context.Clock, context.Position ?? new byte[2 * sizeof(long)]);
    }

    private sealed record Split(int Number, IReadOnlyList<object> Steps) : ISplit
    {
        public string Name => $"script {Number}";
    }

    private sealed class Reader(ScriptedSource source, Split split, TimeProvider clock, byte[] position) : ISplitReader
    {
        private int _next = (int)BitConverter.ToInt64(position, 0);
        private long _number = BitConverter.ToInt64(position, sizeof(long));
        private DateTimeOffset? _waitUntil;

        public byte[] Position => [.. BitConverter.GetBytes((long)_next), .. BitConverter.GetBytes(_number)];

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            source.Reads++;
            while (_next < split.Steps.Count)
            {
                switch (split.Steps[_next])
                {
                    case object?[] row:
                        if (maxRows-- == 0)
                        {
                            return ReadResult.More;
                        }

                        rows.AppendRow(RowKind.Insert, row);
                        break;
                    case long watermark:
                        rows.AddMark(watermark);
                        break;
                    case TimeSpan wait:
                        _waitUntil ??= clock.GetUtcNow() + wait;
                        if (_waitUntil > clock.GetUtcNow())
                        {
                            return ReadResult.Wait(_waitUntil.Value - clock.GetUtcNow());
                        }

                        _waitUntil = null;
                        break;
                    case var step when step == Breath:
                        _next++;
                        return ReadResult.More;
                    default:
                        for (; maxRows > 0; maxRows--)
                        {
                            rows.AppendRow(RowKind.Insert, _number++);
                        }

                        return ReadResult.More;
                }

                _next++;
            }

            return ReadResult.End;
        }

        public void Dispose() => source.OpenReaders--;
    }
}
