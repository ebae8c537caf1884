using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.Keyed;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State.Keyed;

/// <summary>Snapshots, and other parallelisms.</summary>
public abstract partial class KeyedStateConformance
{
    /// <summary>How many scripts are tried.</summary>
    public int Seeds { get; init; } = 20;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(2, 5)]
    [InlineData(5, 1)]
    public void Random_changes_before_and_after_a_restore_give_what_they_give_without(int before, int after)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            _clock.Milliseconds = 0;
            var random = new Random(seed);
            var model = new Subtask(this, 0, 1);
            Subtask[] first = [.. Enumerable.Range(0, before).Select(subtask => new Subtask(this, subtask, before))];
            Change(random, [model, .. first], 300);
            var memory = new BufferPool("snapshots", long.MaxValue);
            StateSnapshot[] snapshots = [.. first.Select(subtask => subtask.Snapshot(memory))];

            // What is done after the barrier does not show in what is made of it later.
            Change(new Random(seed + 1000), first, 100);
            Subtask[] last = [.. Enumerable.Range(0, after).Select(subtask => new Subtask(this, subtask, after))];
            foreach (Subtask subtask in last)
            {
                subtask.Restore(snapshots);
            }

            Assert.True(
                model.Lines().SequenceEqual(last.SelectMany(subtask => subtask.Lines()).Order(StringComparer.Ordinal)),
                $"seed {seed}: not what was saved");
            Change(random, [model, .. last], 300);
            Assert.True(
                model.Lines().SequenceEqual(last.SelectMany(subtask => subtask.Lines()).Order(StringComparer.Ordinal)),
                $"seed {seed}: not what it became");
            Assert.True(
                model.Fired.Order(StringComparer.Ordinal)
                    .SequenceEqual(first.Concat(last).SelectMany(subtask => subtask.Kept()).Order(StringComparer.Ordinal)),
                $"seed {seed}: not the same timers");
            foreach (Subtask subtask in (Subtask[])[model, .. first, .. last])
            {
                subtask.State.Dispose();
            }

            Array.ForEach(snapshots, snapshot => snapshot.Dispose());
            Assert.Equal(0, memory.Rented);
            Assert.Equal(0, _memory.Rented);
        }
    }

    /// <summary>Does the same to each, as far as it owns the key.</summary>
    private void Change(Random random, IReadOnlyList<Subtask> subtasks, int changes)
    {
        for (int change = 0; change < changes; change++)
        {
            var key = new StateKey(random.Next(20) == 0 ? null : $"k{random.Next(12)}", (long)random.Next(2));
            (int what, long number, string? text) = (
                random.Next(10), random.Next(6), random.Next(8) == 0 ? null : $"t{random.Next(100)}");
            _clock.Milliseconds += random.Next(3);
            foreach (Subtask subtask in subtasks.Where(subtask => subtask.Owns(key)))
            {
                subtask.Do(key, what, number, text);
            }

            if (random.Next(40) == 0)
            {
                foreach (Subtask subtask in subtasks)
                {
                    subtask.Fire(_clock.Milliseconds);
                }
            }
        }
    }

    private sealed class Subtask
    {
        private readonly KeyedStateConformance _suite;
        private readonly int _subtask;
        private readonly int _parallelism;
        private readonly IValueState<string?> _value;
        private readonly IListState<string?> _list;
        private readonly IMapState<long, string?> _map;
        private readonly ITimers _timers;
        private int _firedAtBarrier = -1;

        public Subtask(KeyedStateConformance suite, int subtask, int parallelism)
        {
            (_suite, _subtask, _parallelism) = (suite, subtask, parallelism);
            State = suite.Create();
            _value = State.Value(new StateSpec<string?>("v", Text, new StateTtl(150)));
            _list = State.List(new StateSpec<string?>("l", Text, new StateTtl(90)));
            _map = State.Map(new StateSpec<string?>("m", Text), Number);
            _timers = State.Timers("t");
        }

        public IKeyedState State { get; }

        public List<string> Fired { get; } = [];

        /// <summary>What it fired before the barrier, or for ever when there was none.</summary>
        public IEnumerable<string> Kept() => _firedAtBarrier < 0 ? Fired : Fired.Take(_firedAtBarrier);

        public bool Owns(StateKey key)
        {
            ulong hash = KeyHash.HashValue(key.Values[0]);
            return KeyGroup.Owner(KeyGroup.Of(hash, MaxParallelism), MaxParallelism, _parallelism) == _subtask;
        }

        public void Do(StateKey key, int what, long number, string? text)
        {
            State.Key = key;
            switch (what)
            {
                case 0:
                    _value.Clear();
                    break;
                case 1 or 2:
                    _value.Put(text);
                    break;
                case 3:
                    _list.Add(text);
                    break;
                case 4:
                    _list.Replace(_list.Values.Skip(1));
                    break;
                case 5:
                    _map.Remove(number);
                    break;
                case 6 or 7:
                    _map.Put(number, text);
                    break;
                case 8:
                    _timers.Set(_suite._clock.Milliseconds + (number * 10));
                    break;
                default:
                    _timers.Delete(_suite._clock.Milliseconds + number);
                    break;
            }
        }

        public void Fire(long now)
        {
            long last = long.MinValue;
            while (_timers.TryTake(now, out long time))
            {
                Assert.True(time >= last, $"{time} came after {last}");
                last = time;
                Fired.Add($"{time} {State.Key}");
            }
        }

        public StateSnapshot Snapshot(BufferPool memory)
        {
            var snapshot = new StateSnapshot(memory);
            State.Snapshot(snapshot);
            _firedAtBarrier = Fired.Count;
            return snapshot;
        }

        public void Restore(IReadOnlyList<StateSnapshot> snapshots) => State.Restore(
            new RestoredState(snapshots, _subtask, _parallelism, MaxParallelism, _suite._memory));

        /// <summary>All that is kept, in order.</summary>
        public IReadOnlyList<string> Lines()
        {
            var lines = new List<string>();
            foreach (StateKey key in State.Keys("v"))
            {
                State.Key = key;
                Assert.True(_value.TryGet(out string? value));
                lines.Add($"value {key} {value}");
            }

            foreach (StateKey key in State.Keys("l"))
            {
                State.Key = key;
                lines.Add($"list {key} {string.Join(", ", _list.Values)}");
            }

            foreach (StateKey key in State.Keys("m"))
            {
                State.Key = key;
                lines.AddRange(_map.Entries.Select(entry => $"map {key} {entry.Key} {entry.Value}"));
            }

            lines.AddRange(State.Keys("t").Select(key => $"timers {key}"));
            return [.. lines.Order(StringComparer.Ordinal)];
        }
    }
}
