using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// A table of the world as a source that can be put to a position. How many rows a read gives, when it has none for a
/// moment, and where it fails is up to the seed; with a pace, rows come one by one as time passes.
/// </summary>
internal sealed class WorldSource(string table, Schema schema, int[]? columns = null, bool inTurn = false, TimeSpan pace = default, TimeSpan linger = default)
    : ISource
{
    public Schema Schema => schema;

    public bool ReadsInTurn => inTurn;

    public IReadOnlyList<ISplit> Splits() =>
        [.. Enumerable.Range(0, World.Current.Table(table).Splits.Count).Select(number => new Split(table, number))];

    public ISplitReader Open(ISplit split, SourceContext context)
    {
        World.Current.Dice.At("open", 5);
        return new Reader(this, World.Current, (Split)split, context);
    }

    private sealed record Split(string Table, int Number) : ISplit
    {
        public string Name => $"{Table} {Number}";
    }

    private const int MostAtOnce = 12;

    private sealed class Reader : ISplitReader
    {
        private readonly WorldSource _source;
        private readonly World _world;
        private readonly SeededRandom _random;
        private readonly IReadOnlyList<object?[]> _rows;
        private readonly TimeProvider _clock;
        private readonly string _name;
        private int _next;
        private DateTimeOffset _from;
        private bool _counted;
        private bool _waited;

        public Reader(WorldSource source, World world, Split split, SourceContext context)
        {
            _source = source;
            _world = world;
            _name = split.Name;
            _rows = world.Table(split.Table).Splits[split.Number];
            _random = new SeededRandom(world.Seed, $"{split.Name} {world.Opened++}");
            _clock = context.Clock;
            _next = Counted.At(context.Position);
            world.Note($"open {_name} at {_next}");
            world.StartedAt = _clock.GetUtcNow();
        }

        public byte[]? Position
        {
            get
            {
                _world.Dice.At("position", 5);
                return Counted.Position(_next);
            }
        }

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            _world.Dice.At("read");
            TimeSpan wait = _from - _clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                return ReadResult.Wait(wait);
            }

            int most = _source.PaceOf is { } ? 1 : _random.Next(1, Math.Min(maxRows, MostAtOnce) + 1);
            for (int count = 0; count < most && _next < _rows.Count; count++)
            {
                Append(rows, _rows[_next++]);
                _world.RowsRead++;
            }

            if (_next == _rows.Count)
            {
                if (!_counted)
                {
                    _world.SplitsEnded++;
                    _counted = true;
                }

                if (_source.Linger > TimeSpan.Zero && !_waited)
                {
                    _waited = true;
                    _from = _clock.GetUtcNow() + _source.Linger;
                    return ReadResult.Wait(_source.Linger);
                }

                return ReadResult.End;
            }

            if (_source.PaceOf is { } pace)
            {
                _from = _clock.GetUtcNow() + pace;
                return ReadResult.Wait(pace);
            }

            return _random.OneIn(_world.Options.PauseOneIn) ? ReadResult.Wait(TimeSpan.FromMicroseconds(_random.Next(300))) : ReadResult.More;
        }

        public void Dispose()
        {
            _world.Note($"close {_name} at {_next}");
            _world.Dice.At("close", 5);
        }

        private void Append(BatchBuilder rows, object?[] row) => rows.AppendRow(
            RowKind.Insert, _source.Columns is { } chosen ? [.. chosen.Select(column => row[column])] : row);
    }

    private int[]? Columns => columns;

    private TimeSpan Linger => linger;

    private TimeSpan? PaceOf => pace > TimeSpan.Zero ? pace : null;
}
