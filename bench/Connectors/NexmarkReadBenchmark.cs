using FlinkSql.Columnar;

namespace FlinkSql.Bench.Connectors;

/// <summary>How fast Nexmark events are made: what is to be taken off the time of a query over them.</summary>
internal static class NexmarkReadBenchmark
{
    private const string BidColumns =
        "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, dateTime TIMESTAMP(3), extra STRING";

    public static void Run()
    {
        Schema bids = TypeText.ParseSchema(BidColumns);
        Measure("bid, auction and price (q2)", "bid", bids, [0, 2], 50_000_000);
        Measure("bid, numbers and time (q1)", "bid", bids, [0, 1, 2, 5], 50_000_000);
        Measure("bid, channel and url (q21)", "bid", bids, [0, 1, 2, 3, 4], 10_000_000);
        Measure("bid, all 7 columns", "bid", bids, [0, 1, 2, 3, 4, 5, 6], 5_000_000);
        Schema narrow = TypeText.ParseSchema("event_type INT, bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, dateTime TIMESTAMP(3)>");
        Measure("all kinds, the numbers of bids", null, narrow, [0, 1], 20_000_000);
        Schema wide = TypeText.ParseSchema($"event_type INT, bid ROW<{BidColumns}>");
        Measure("all kinds, bids whole", null, wide, [0, 1], 5_000_000);
    }

    private static void Measure(string title, string? kind, Schema schema, int[] columns, int events)
    {
        Dictionary<string, string> options = new() { ["events.num"] = $"{events}" };
        if (kind is not null)
        {
            options["nexmark.table"] = kind;
        }

        ReadBenchmark.Run(title, schema, columns, options, "nexmark");
    }
}
