using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.State.Keyed;
using FlinkSql.Tests.Unit.Codegen;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.State.Keyed;

/// <summary>What every backend of keyed state must do. A backend derives from it and says how it is made.</summary>
public abstract partial class KeyedStateConformance
{
    private const int MaxParallelism = 128;

    private static readonly Schema Columns = new([new Field("k", DataTypes.String), new Field("n", DataTypes.BigInt)]);
    private static readonly StateType<string?> Text = StateType<string?>.Of(DataTypes.String);
    private static readonly StateType<long> Number = StateType<long>.Of(DataTypes.BigInt.NotNull());
    private static readonly StateType<byte[]> Bytes = StateType<byte[]>.Of(DataTypes.Bytes);

    private readonly OperatorDriver.DriverClock _clock = new();
    private readonly BufferPool _memory = new("state", long.MaxValue);
    private readonly OperatorMetrics _metrics = new("state", 0);

    /// <summary>Makes an empty backend.</summary>
    public abstract IKeyedState Create(KeyedStateSetup setup);

    [Fact]
    public void Values_are_put_and_cleared_by_key()
    {
        using IKeyedState state = Create();
        IValueState<string?> value = state.Value(new StateSpec<string?>("v", Text));
        state.Key = new StateKey("a", 1L);
        Assert.False(value.TryGet(out _));
        value.Put("x");
        state.Key = new StateKey("a", null);
        Assert.False(value.TryGet(out _));
        value.Put("");
        state.Key = new StateKey(null, null);
        value.Put(null);
        Assert.True(value.TryGet(out string? nothing));
        Assert.Null(nothing);
        state.Key = new StateKey("a", null);
        Assert.True(value.TryGet(out string? empty));
        Assert.Equal("", empty);
        Assert.Equal(3, state.Keys("v").Count);
        value.Clear();
        value.Clear();
        Assert.False(value.TryGet(out _));
        state.Key = new StateKey("a", 1L);
        Assert.True(value.TryGet(out string? other));
        Assert.Equal("x", other);
        Assert.Equal(2, state.Entries);
    }

    [Fact]
    public void Lists_keep_the_order_in_which_elements_came()
    {
        using IKeyedState state = Create();
        IListState<string?> list = state.List(new StateSpec<string?>("l", Text));
        state.Key = new StateKey("a", 1L);
        Assert.Empty(list.Values);
        list.Add("b");
        list.Add(null);
        list.Add("");
        list.Add("b");
        state.Key = new StateKey("a", 2L);
        list.Add("other");
        state.Key = new StateKey("a", 1L);
        Assert.Equal(["b", null, "", "b"], list.Values);
        list.Replace(list.Values.Reverse());
        Assert.Equal(["b", "", null, "b"], list.Values);
        list.Replace([]);
        Assert.Empty(list.Values);
        Assert.Single(state.Keys("l"));
        state.Key = new StateKey("a", 2L);
        list.Clear();
        Assert.Equal(0, state.Entries);
    }

    [Fact]
    public void Maps_tell_their_keys_apart_by_what_they_hold()
    {
        using IKeyedState state = Create();
        IMapState<byte[], string?> map = state.Map(new StateSpec<string?>("m", Text), Bytes);
        state.Key = new StateKey("a", 1L);
        map.Put([1, 2], "x");
        map.Put([1, 2], "y");
        map.Put([], null);
        state.Key = new StateKey("b", 1L);
        Assert.False(map.TryGet([1, 2], out _));
        map.Put([1, 2], "z");
        state.Key = new StateKey("a", 1L);
        Assert.Equal(2, map.Entries.Count);
        Assert.True(map.TryGet([1, 2], out string? value));
        Assert.Equal("y", value);
        Assert.True(map.TryGet([], out value));
        Assert.Null(value);
        Assert.True(map.Remove([1, 2]));
        Assert.False(map.Remove([1, 2]));
        map.Clear();
        Assert.Empty(map.Entries);
        Assert.Equal([new StateKey("b", 1L)], state.Keys("m"));
    }

    [Fact]
    public void Reducing_and_aggregating_states_gather_by_key()
    {
        using IKeyedState state = Create();
        var greatest = new ReducingState<long>(state.Value(new StateSpec<long>("max", Number)), Math.Max);
        var average = new AggregatingState<long, string, double>(
            state.Value(new StateSpec<string>("avg", StateType<string>.Of(DataTypes.String.NotNull()))),
            "0 0",
            (before, added) => $"{Part(before, 0) + added} {Part(before, 1) + 1}",
            gathered => (double)Part(gathered, 0) / Part(gathered, 1));
        for (long n = 0; n < 10; n++)
        {
            state.Key = new StateKey("a", n % 2);
            greatest.Add(n);
            average.Add(n);
        }

        Assert.True(greatest.TryGet(out long most));
        Assert.Equal(9, most);
        Assert.True(average.TryGet(out double mean));
        Assert.Equal(5, mean);
        greatest.Clear();
        Assert.False(greatest.TryGet(out _));

        static long Part(string text, int part) => long.Parse(text.Split(' ')[part]);
    }

    [Fact]
    public void Timers_come_once_and_in_order()
    {
        using IKeyedState state = Create();
        ITimers timers = state.Timers("t");
        Assert.Equal(long.MaxValue, timers.Next);
        state.Key = new StateKey("a", 1L);
        timers.Set(30);
        timers.Set(10);
        timers.Set(10);
        timers.Set(-5);
        state.Key = new StateKey("b", 1L);
        timers.Set(20);
        timers.Set(10);
        Assert.True(timers.Delete(10));
        Assert.False(timers.Delete(10));
        Assert.Equal(-5, timers.Next);
        Assert.Equal(["-5 a", "10 a", "20 b"], Due(state, timers, 20));
        Assert.Empty(Due(state, timers, 29));
        Assert.Equal(["30 a"], Due(state, timers, long.MaxValue));
        Assert.Equal(0, state.Entries);
    }

    [Fact]
    public void State_ends_after_its_last_write_and_is_counted()
    {
        using IKeyedState state = Create();
        var ttl = new StateTtl(100);
        IValueState<string?> value = state.Value(new StateSpec<string?>("v", Text, ttl));
        IListState<string?> list = state.List(new StateSpec<string?>("l", Text, ttl));
        IMapState<long, string?> map = state.Map(new StateSpec<string?>("m", Text, ttl), Number);
        state.Key = new StateKey("a", 1L);
        value.Put("x");
        list.Add("first");
        map.Put(1, "one");
        _clock.Milliseconds = 60;
        Assert.True(value.TryGet(out _));
        list.Add("second");
        map.Put(2, "two");
        _clock.Milliseconds = 99;
        Assert.Equal(2, list.Values.Count);
        _clock.Milliseconds = 100;
        Assert.False(value.TryGet(out _));
        Assert.Equal(["second"], list.Values);
        Assert.Equal([KeyValuePair.Create(2L, (string?)"two")], map.Entries);
        value.Put("again");
        map.Put(2, "more");
        _clock.Milliseconds = 199;
        state.CleanUp();
        Assert.Equal(2, state.Entries);
        _clock.Milliseconds = 200;
        Assert.Empty(state.Keys("v"));
        state.CleanUp();
        Assert.Equal(0, state.Entries);
        Assert.Equal(6, _metrics.ExpiredState);
    }

    private static List<string> Due(IKeyedState state, ITimers timers, long upTo)
    {
        var due = new List<string>();
        while (timers.TryTake(upTo, out long time))
        {
            due.Add($"{time} {state.Key.Values[0]}");
        }

        return due;
    }

    private IKeyedState Create() => Create(new KeyedStateSetup(Columns, [0], _clock, _memory, _metrics));
}
