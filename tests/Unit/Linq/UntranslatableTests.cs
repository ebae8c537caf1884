using FlinkSql.Linq;
using FlinkSql.Tests.Linq;
using Xunit;

namespace FlinkSql.Tests.Unit.Linq;

/// <summary>What SQL has no word for is an error that shows the part; nothing runs in .NET silently.</summary>
public class UntranslatableTests
{
    private const string Hint =
        "\n  hint: nothing of a query runs row by row in .NET; compute it behind ToAsyncEnumerable(), or before the source";

    [Fact]
    public Task A_method_of_the_program() => Fails(
        trades => trades.Where(t => Score(t.Price) > 1),
        "error FLS7002: \"Score(t.Price)\" cannot be translated to SQL: UntranslatableTests.Score has no counterpart in SQL" + Hint);

    [Fact]
    public Task A_call_inside_a_new_object() => Fails(
        trades => trades.Select(t => new { t.Symbol, Padded = t.Symbol.PadLeft(5) }),
        "error FLS7002: \"t.Symbol.PadLeft(5)\" cannot be translated to SQL: string.PadLeft has no counterpart in SQL" + Hint);

    [Fact]
    public Task The_clock() => Fails(
        trades => trades.Where(t => t.At < DateTime.UtcNow),
        """
        error FLS7002: "DateTime.UtcNow" cannot be translated to SQL: it gives another value each time, and a query computes what reads no row only once
          hint: put the value into a variable in front of the query
        """);

    [Fact]
    public Task An_order_of_enums() => Fails(
        trades => trades.Where(t => t.Side > Side.Buy),
        "error FLS7002: \"(t.Side > 0)\" cannot be translated to SQL: an enum is its name in SQL, which has no order" + Hint);

    [Fact]
    public Task A_difference_of_times() => Fails(
        trades => trades.Select(t => t.At - LinqRun.Noon),
        "error FLS7002: \"(t.At - LinqRun.Noon)\" cannot be translated to SQL: SQL cannot do this with DateTime and DateTime" + Hint);

    [Fact]
    public Task Text_of_a_number_that_net_writes_otherwise() => Fails(
        trades => trades.Select(t => "costs " + t.Price),
        "error FLS7002: \"t.Price\" cannot be translated to SQL: SQL writes decimal in another way than .NET" + Hint);

    [Fact]
    public Task Bits() => Fails(
        trades => trades.Where(t => (t.Qty & 1) == 0),
        "error FLS7002: \"(t.Qty & 1)\" cannot be translated to SQL" + Hint);

    [Fact]
    public Task A_group_as_a_value() => Fails(
        trades => trades.Tumble(1.Minutes).GroupBy(t => t.Symbol).Select(g => new { g }),
        "error FLS7007: rows of IWindowGroup<string, Trade> cannot be made: no public constructor takes its columns by name, and not all can be set"
        + "\n  hint: make it a record, or select into one");

    [Fact]
    public async Task A_window_without_event_time()
    {
        await using var run = new LinqRun();
        LinqException failure = Assert.Throws<LinqException>(() => run.Engine.From(LinqRun.Trades).Tumble(1.Minutes));
        Assert.Equal(
            """
            error FLS7004: TUMBLE needs to know when a row happened, and the source does not say it
              hint: give From a time: s => s.EventTime(t => t.At, maxDisorder: 5.Seconds)
            """,
            failure.Message);
    }

    [Fact]
    public async Task An_event_time_that_is_no_column()
    {
        await using var run = new LinqRun();
        LinqException failure = Assert.Throws<LinqException>(
            () => run.Engine.From(LinqRun.Trades, source => source.EventTime(t => t.At.AddHours(1))));
        Assert.StartsWith("error FLS7005: \"t.At.AddHours(1)\" is no column of the source", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_sql_has_no_type_for()
    {
        await using var run = new LinqRun();
        var rows = run.Engine.From([new { Id = Guid.Empty, Name = "a" }]);
        LinqException failure = Assert.Throws<LinqException>(() => rows.Select(r => r.Id));
        Assert.Equal(
            "error FLS7006: { Id, Name }.Id is of type Guid, which SQL does not have\n  hint: give the source a string instead",
            failure.Message);
    }

    [Fact]
    public async Task A_row_without_columns()
    {
        await using var run = new LinqRun();
        LinqException failure = Assert.Throws<LinqException>(() => run.Engine.From(new[] { new object() }));
        Assert.StartsWith("error FLS7006: object has no public property or field", failure.Message, StringComparison.Ordinal);
    }

    private static int Score(decimal price) => (int)price;

    private static async Task Fails<T>(Func<EventStream<Trade>, EventStream<T>> query, string message)
    {
        await using var run = new LinqRun();
        LinqException failure = Assert.Throws<LinqException>(() => query(run.From(LinqRun.Trades)).ToSqlString());
        Assert.Equal(message.ReplaceLineEndings("\n"), failure.Message);
    }
}
