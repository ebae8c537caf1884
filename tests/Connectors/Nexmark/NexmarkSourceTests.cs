using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Connectors.Nexmark;

/// <summary>The events of the Nexmark generator: what they are like, and that they are always the same.</summary>
public sealed class NexmarkSourceTests
{
    private const string Bids =
        "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, dateTime TIMESTAMP(3), extra STRING";

    private const string Auctions =
        "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT, dateTime TIMESTAMP(3), "
        + "expires TIMESTAMP(3), seller BIGINT, category BIGINT, extra STRING";

    private const string Persons =
        "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING, dateTime TIMESTAMP(3), "
        + "extra STRING";

    private const string Mixed = $"event_type INT, person ROW<{Persons}>, auction ROW<{Auctions}>, bid ROW<{Bids}>";

    [Theory]
    [InlineData("person", Persons)]
    [InlineData("auction", Auctions)]
    [InlineData("bid", Bids)]
    public void The_first_events_of_each_kind(string kind, string columns)
    {
        string rows = Table(columns, kind, 250).Read();
        Snapshot.Match($"Connectors/Nexmark/{kind}.txt", string.Join('\n', rows.Split('\n').Take(12)));
    }

    [Theory]
    [InlineData(10_000, 200, 600, 9_200)]
    [InlineData(53, 2, 5, 46)]
    [InlineData(1, 1, 0, 0)]
    public void One_person_and_three_auctions_for_46_bids(int events, params int[] expected)
    {
        using RecordBatch all = Table("event_type INT", null, events).ReadBatch();
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(kind => all.Values<int>(0).Count(kind)));
        using RecordBatch bids = Table("price BIGINT", "bid", events).ReadBatch();
        Assert.Equal(expected[2], bids.RowCount);
    }

    [Fact]
    public void Prices_channels_and_hot_auctions_are_spread_as_they_should()
    {
        using RecordBatch bids = Table("auction BIGINT, bidder BIGINT, price BIGINT, channel STRING", "bid", 200_000).ReadBatch();
        double count = bids.RowCount;
        long[] prices = bids.Values<long>(2).ToArray();
        for (long power = 100; power <= 10_000_000; power *= 10)
        {
            Assert.Equal(1 / 6.0, prices.Count(price => price >= power && price < 10 * power) / count, 0.01);
        }

        Assert.Equal(0.5, bids.Values<long>(0).ToArray().Count(auction => auction % 100 == 0) / count, 0.02);
        Assert.Equal(0.75, bids.Values<long>(1).ToArray().Count(bidder => bidder % 100 == 1) / count, 0.02);
        Assert.Equal(0.125, Enumerable.Range(0, bids.RowCount).Count(row => (string)bids.Column(3).GetValue(row)! == "Apple") / count, 0.01);
    }

    [Theory]
    [InlineData("bid", Bids, 1)]
    [InlineData("auction", Auctions, 1)]
    [InlineData("person", Persons, 1)]
    [InlineData("bid", Bids, 70)]
    [InlineData(null, Mixed, 1)]
    [InlineData(null, Mixed, 10)]
    public void Any_batches_splits_and_places_to_go_on_give_the_same_rows(string? kind, string columns, int disorder)
    {
        const int Events = 1_030;
        ConnectorRun one = Table(columns, kind, Events, ("out-of-order.group-size", $"{disorder}"));
        string[] expected = Lines(one.Read());
        foreach (int batchRows in new[] { 1, 7, 1000 })
        {
            Assert.Equal(expected, Lines(Table(one, batchRows).Read()));
        }

        Assert.Equal(
            expected.Order(),
            Lines(Table(columns, kind, Events).Read()).Order());
        Assert.Equal(
            expected.Order(),
            Lines(Table(columns, kind, Events, ("splits", "3"), ("out-of-order.group-size", $"{disorder}")).Read()).Order());
        ISource source = one.Connector.CreateSource(one.Table, [.. Enumerable.Range(0, one.Table.Schema.Count)]);
        for (int rows = 0; rows <= expected.Length; rows += 1 + expected.Length / 50)
        {
            (string[] first, byte[] position) = Read(source, one, null, rows);
            Assert.Equal(expected, first.Concat(Read(source, one, position, expected.Length).Rows));
        }
    }

    [Fact]
    public void Columns_that_are_not_read_change_nothing()
    {
        using RecordBatch all = Table(Bids, "bid", 500).ReadBatch();
        using RecordBatch some = Table(Bids, "bid", 500).ReadBatch(5, 2);
        Assert.Equal(all.Values<long>(2), some.Values<long>(1));
        Assert.Equal(all.Values<long>(5), some.Values<long>(0));
        using RecordBatch seeded = Table(Bids, "bid", 500, ("seed", "1")).ReadBatch(2);
        Assert.NotEqual(all.Values<long>(2).ToArray(), seeded.Values<long>(0).ToArray());
    }

    [Fact]
    public void Rows_of_all_kinds_are_those_of_each_kind()
    {
        using RecordBatch mixed = Table(Mixed, null, 500).ReadBatch();
        foreach ((string kind, string columns, int column) in new[] { ("person", Persons, 1), ("auction", Auctions, 2), ("bid", Bids, 3) })
        {
            using RecordBatch flat = Table(columns, kind, 500).ReadBatch();
            object?[] expected = [.. Enumerable.Range(0, flat.RowCount)
                .Select(row => Enumerable.Range(0, flat.ColumnCount).Select(each => flat.Column(each).GetValue(row)).ToArray())];
            object?[] found = [.. Enumerable.Range(0, mixed.RowCount)
                .Where(row => mixed.Values<int>(0)[row] == column - 1).Select(row => mixed.Column(column).GetValue(row))];
            Assert.Equal(expected, found);
            Assert.Equal(mixed.RowCount - flat.RowCount, mixed.Column(column).NullCount);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(100, 3)]
    public void No_event_is_before_a_watermark(int disorder, int splits)
    {
        ConnectorRun run = Table(
            "dateTime TIMESTAMP(3)", "bid", 5_000, ("out-of-order.group-size", $"{disorder}"), ("splits", $"{splits}"));
        ISource source = run.Connector.CreateSource(run.Table, [0]);
        bool anyLate = false;
        foreach (ISplit split in source.Splits())
        {
            using ISplitReader reader = source.Open(split, run.SourceContext());
            long watermark = long.MinValue;
            long greatest = long.MinValue;
            for (bool more = true; more;)
            {
                var rows = new BatchBuilder(source.Schema, run.Memory);
                more = reader.Read(rows, 10).State != ReadState.End;
                using RecordBatch batch = rows.Build();
                foreach (long time in batch.Values<long>(0))
                {
                    Assert.True(time > watermark);
                    anyLate |= time < greatest;
                    greatest = Math.Max(greatest, time);
                }

                watermark = batch.Marks.Length == 0 ? watermark : batch.Marks[^1].Time;
            }

            Assert.True(watermark > long.MinValue);
        }

        Assert.Equal(disorder > 1, anyLate);
    }

    [Fact]
    public void Events_come_at_their_rate_when_asked_to()
    {
        var clock = new FixedClock();
        ConnectorRun run = new(
            "nexmark", "event_type INT", ("first-event.rate", "4"), ("next-event.rate", "4"), ("rate.limited", "true"))
        {
            Clock = clock,
        };
        Assert.False(run.Connector.Describe(run.Table).Bounded);
        ISource source = run.Connector.CreateSource(run.Table, [0]);
        using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext());
        var rows = new BatchBuilder(source.Schema, run.Memory);
        for (int expected = 1; expected < 20; expected++)
        {
            Assert.Equal(ReadState.More, reader.Read(rows, 100).State);
            Assert.Equal(expected, rows.RowCount);
            clock.Now += reader.Read(rows, 100).Delay;
        }

        rows.Build().Dispose();
    }

    [Theory]
    [InlineData("FLS5008", "price BIGINT", null, "nexmark.table", "")]
    [InlineData("FLS5008", "prize BIGINT", "bid", "price BIGINT", "")]
    [InlineData("FLS5008", "price INT", "bid", "price BIGINT", "")]
    [InlineData("FLS5008", "bid ROW<prize BIGINT>", null, "price BIGINT", "")]
    [InlineData("FLS5006", "price BIGINT", "bid", "does not change", "next-event.rate=5")]
    [InlineData("FLS5006", "price BIGINT", "bid", null, "out-of-order.group-size=953")]
    [InlineData("FLS5006", "price BIGINT", "bid", null, "bid.avg-size=big")]
    [InlineData("FLS5006", "price BIGINT", "bids", "did you mean 'bid'?", "")]
    [InlineData("FLS5006", "price BIGINT", "bid", null, "base-time=yesterday")]
    public void What_is_wrong_is_said(string code, string columns, string? kind, string? hint, string option)
    {
        string[] pair = option.Split('=');
        ConnectorRun run = Table(columns, kind, 10, pair.Length == 2 ? [(pair[0], pair[1])] : []);
        ConnectorException error = run.Fails();
        Assert.Equal(code, error.Code);
        Assert.Contains(hint ?? "", error.Hint ?? "");
    }

    private static ConnectorRun Table(string columns, string? kind, int events, params (string, string)[] options) => new(
        "nexmark", columns,
        [("events.num", $"{events}"), .. kind is null ? [] : new[] { ("nexmark.table", kind) }, .. options]);

    private static ConnectorRun Table(ConnectorRun run, int batchRows) =>
        new("nexmark", run.Table.Schema) { Table = run.Table, BatchRows = batchRows };

    private static string[] Lines(string rows) => rows.Split('\n');

    private static (string[] Rows, byte[] Position) Read(ISource source, ConnectorRun run, byte[]? position, int count)
    {
        using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext() with { Position = position });
        var rows = new BatchBuilder(source.Schema, run.Memory);
        for (bool more = true; more && rows.RowCount < count;)
        {
            more = reader.Read(rows, count - rows.RowCount).State != ReadState.End;
        }

        using RecordBatch batch = rows.Build();
        return (batch.RowCount == 0 ? [] : [.. Lines(BatchText.Print(batch)).Where(line => line[0] == '+')], reader.Position!);
    }
}
