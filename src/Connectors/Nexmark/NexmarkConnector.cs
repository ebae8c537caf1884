using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// The event generator of the Nexmark benchmark: persons who open auctions and bid in them. A table is of events of one
/// kind, with their fields as columns, or of all kinds, with a ROW column for each.
/// </summary>
[Connector("nexmark")]
internal sealed class NexmarkConnector : IConnector
{
    private const string TableKey = "nexmark.table";
    private const string CountKey = "events.num";
    private const string RateKey = "first-event.rate";
    private const string NextRateKey = "next-event.rate";
    private const string PacedKey = "rate.limited";
    private const string BaseTimeKey = "base-time";
    private const string DisorderKey = "out-of-order.group-size";
    private const string SplitsKey = "splits";
    private const long DefaultRate = 10_000;
    private const long DisorderStride = 953;

    // Beam's generator begins there, and a fixed time gives the same rows every day.
    private static readonly DateTime DefaultBaseTime = new(2015, 7, 15, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Kinds = ["person", "auction", "bid"];

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(TableKey, "the kind of events whose fields are the columns; without it there is a ROW column for each kind", Kinds),
        new(CountKey, "events of all kinds together; endless if not given or 0"),
        new(RateKey, $"events a second of their own time; {DefaultRate} if not given or 0"),
        new(NextRateKey, $"the same as {RateKey}: the rate does not change"),
        new(PacedKey, "whether they come at that rate by the clock too, rather than as fast as possible", ["false", "true"]),
        new(BaseTimeKey, "the time of the first event, UTC; 2015-07-15 00:00:00 if not given"),
        new(DisorderKey, "so many events come in an order that is not that of their times; 1 if not given, which is none"),
        new(SplitsKey, "parts that are read in parallel; 1 if not given"),
        new("seed", "the seed of the random values; 0 if not given"),
        new("person.proportion", "persons in a round of events; 1 if not given"),
        new("auction.proportion", "auctions in a round; 3 if not given"),
        new("bid.proportion", "bids in a round; 46 if not given"),
        new("person.avg-size", "bytes of a person on average; 200 if not given"),
        new("auction.avg-size", "bytes of an auction on average; 500 if not given"),
        new("bid.avg-size", "bytes of a bid on average; 100 if not given"),
        new("bid.hot-ratio.auctions", "all but one of so many bids are for a hot auction; 2 if not given"),
        new("bid.hot-ratio.bidders", "all but one of so many bids are by a hot bidder; 4 if not given"),
        new("auction.hot-ratio.sellers", "all but one of so many auctions are by a hot seller; 4 if not given"),
    ];

    public TableCapabilities Describe(ConnectorTable table)
    {
        NexmarkSettings settings = Read(table);
        Columns(table, settings, [.. Enumerable.Range(0, table.Schema.Count)]);
        return new TableCapabilities
        {
            CanRead = true,
            Bounded = settings.Events != long.MaxValue,
            Replayable = true,
            GivesWatermarks = true,
            MaxReadParallelism = settings.Splits,
        };
    }

    public ISource CreateSource(ConnectorTable table, int[] columns)
    {
        NexmarkSettings settings = Read(table);
        return new NexmarkSource(settings, table.Schema.Select(columns), KindOf(table), Columns(table, settings, columns));
    }

    private static EventKind? KindOf(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        return options.Has(TableKey) ? (EventKind)options.Choice(TableKey, Kinds) : null;
    }

    private static NexmarkSettings Read(ConnectorTable table)
    {
        var options = new OptionSet(table.Options);
        long rate = Rate(options, RateKey);
        if (options.Has(NextRateKey) && Rate(options, NextRateKey) != rate)
        {
            throw ConnectorErrors.WrongValue(
                NextRateKey, options.Text(NextRateKey)!, $"{rate}, as '{RateKey}' is", "the rate of events does not change");
        }

        long disorder = options.Number(DisorderKey, 1, 1, 1_000_000);
        if (disorder % DisorderStride == 0)
        {
            throw ConnectorErrors.WrongValue(DisorderKey, $"{disorder}", $"a number that {DisorderStride} does not divide");
        }

        long count = options.Number(CountKey, 0, 0, long.MaxValue);
        return new NexmarkSettings
        {
            Seed = options.Number("seed", 0, long.MinValue, long.MaxValue),
            Events = count == 0 ? long.MaxValue : count,
            EventsPerSecond = rate,
            Paced = options.Flag(PacedKey),
            BaseTime = BaseTime(options),
            Disorder = disorder,
            Splits = (int)options.Number(SplitsKey, 1, 1, 1024),
            Persons = options.Number("person.proportion", 1, 1, 1000),
            Auctions = options.Number("auction.proportion", 3, 1, 1000),
            Bids = options.Number("bid.proportion", 46, 0, 1000),
            PersonBytes = Size(options, "person.avg-size", 200),
            AuctionBytes = Size(options, "auction.avg-size", 500),
            BidBytes = Size(options, "bid.avg-size", 100),
            HotAuctions = (ulong)options.Number("bid.hot-ratio.auctions", 2, 1, 1_000_000),
            HotBidders = (ulong)options.Number("bid.hot-ratio.bidders", 4, 1, 1_000_000),
            HotSellers = (ulong)options.Number("auction.hot-ratio.sellers", 4, 1, 1_000_000),
        };
    }

    private static long Rate(OptionSet options, string key) =>
        options.Number(key, 0, 0, int.MaxValue) is > 0 and var rate ? rate : DefaultRate;

    /// <summary>A number of bytes, with or without the unit that Flink writes.</summary>
    private static int Size(OptionSet options, string key, int fallback)
    {
        if (options.Text(key) is not { } text)
        {
            return fallback;
        }

        string digits = text.Trim().TrimEnd('b', 'B').Trim();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size <= 32 << 10
            ? size
            : throw ConnectorErrors.WrongValue(key, text, "a number of bytes up to 32768, such as 200 or 200b");
    }

    private static long BaseTime(OptionSet options)
    {
        if (options.Text(BaseTimeKey) is not { } text)
        {
            return (long)(DefaultBaseTime - DateTime.UnixEpoch).TotalMilliseconds;
        }

        return DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond
            : throw ConnectorErrors.WrongValue(BaseTimeKey, text, "a time such as 2015-07-15 00:00:00");
    }

    private static EventColumn[] Columns(ConnectorTable table, NexmarkSettings settings, int[] columns)
    {
        EventKind? kind = KindOf(table);
        EventField[] fields = kind is { } one ? EventFields.Of(one, settings) : [];
        return
        [
            .. columns.Select(column => table.MetadataKey(column) is { } key
                ? throw ConnectorErrors.UnknownMetadata(key, table.Schema[column].Name, [])
                : kind is null
                    ? MixedColumn(table.Schema[column], settings)
                    : FieldColumn(table.Schema[column], fields, Kinds[(int)kind])),
        ];
    }

    private static EventColumn MixedColumn(Field column, NexmarkSettings settings)
    {
        if (column.Name == MixedColumns.TypeColumn && column.Type is IntegerType { Width: 4 })
        {
            return MixedColumns.Type(settings);
        }

        int kind = Array.IndexOf(Kinds, column.Name);
        if (kind < 0 || column.Type is not RowType row)
        {
            throw ConnectorErrors.UnsupportedColumn(
                column.Name, column.Type.ToString(), $"a table of all events has event_type INT and the ROWs {string.Join(", ", Kinds)}",
                $"set '{TableKey}' = 'bid' for a table of bids with their fields as columns");
        }

        EventField[] fields = EventFields.Of((EventKind)kind, settings);
        return MixedColumns.Row(
            settings, (EventKind)kind, [.. row.Fields.Select(field => FieldColumn(new Field(field.Name, field.Type), fields, Kinds[kind]))]);
    }

    private static EventColumn FieldColumn(Field column, EventField[] fields, string kind)
    {
        EventField field = fields.FirstOrDefault(field => field.Name == column.Name);
        bool fits = field.Name is not null
            && (column.Type.SameIgnoringNullability(field.Type)
                || (field.Type is TimestampType && column.Type is TimestampType { Precision: 3 }));
        return fits
            ? field.Write
            : throw ConnectorErrors.UnsupportedColumn(
                column.Name, column.Type.ToString(), $"a {kind} has no such field",
                $"its fields are {string.Join(", ", fields.Select(each => $"{each.Name} {each.Type.Name}"))}");
    }
}
