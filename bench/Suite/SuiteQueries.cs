using FlinkSql.Bench.Suite.ByHand;

namespace FlinkSql.Bench.Suite;

/// <summary>The queries of the suite, each with its loop by hand.</summary>
internal static class SuiteQueries
{
    private const string Totals = "COUNT(*) AS bids, SUM(price) AS total, MAX(price) AS best";

    public static IReadOnlyList<SuiteQuery> All { get; } =
    [
        new("filter + project", ["ts", "key1000", "price"],
            "SELECT ts, key1000, price * 2 AS doubled FROM bids WHERE price > 500", Projections.FilterProject),
        new("filter on a string prefix", ["key1000", "price", "url"],
            "SELECT key1000, price FROM bids WHERE url LIKE 'https://www.%'", Projections.Prefix),
        new("string functions", ["channel", "url"],
            "SELECT UPPER(channel) AS a, SUBSTRING(url, 9, 12) AS b, CHAR_LENGTH(url) AS c FROM bids", Projections.Strings),
        new("DECIMAL arithmetic", ["amount"],
            "SELECT amount * 1.08 - 0.50 AS taxed, amount + amount AS twice FROM bids", Projections.Decimals),
        Keyed("TUMBLE, 10 keys", "key10", 10),
        Keyed("TUMBLE, 1,000 keys", "key1000", 10),
        Keyed("TUMBLE, 100,000 keys", "key100000", 10),
        Keyed("TUMBLE, 5 M keys", "key5m", 50),
        new("TUMBLE, string key", ["ts", "channel", "price"], Tumble("channel", 10), TextTumble.Of(10_000)),
        new("TUMBLE, two keys", ["ts", "key10", "key1000", "price"], Tumble("key10, key1000", 10), TwoKeys.Of(10_000)),
        new("TUMBLE, global", ["ts", "price"],
            $"SELECT window_start, {Totals} FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end",
            Global.Of(10_000)),
        new("HOP 1 s of 10 s, 1,000 keys", ["ts", "key1000", "price"],
            Windowed("HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '10' SECOND)", "key1000"), Slices.Hop(1_000, 10_000)),
        new("HOP 1 s of 10 s, 100,000 keys", ["ts", "key100000", "price"],
            Windowed("HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '10' SECOND)", "key100000"), Slices.Hop(1_000, 10_000)),
        new("CUMULATE 1 s to 10 s, 1,000 keys", ["ts", "key1000", "price"],
            Windowed("CUMULATE(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '10' SECOND)", "key1000"), Slices.Cumulate(1_000, 10_000)),
        new("SESSION 20 ms, 1,000 keys", ["ts", "key1000", "price"], Session("key1000", "0.02"), Sessions.Of(20)),
        new("SESSION 2 s, 100,000 keys", ["ts", "key100000", "price"], Session("key100000", "2"), Sessions.Of(2_000)),
        new("COUNT DISTINCT of 100,000 by 10 keys", ["ts", "key10", "key100000"],
            "SELECT window_start, key10, COUNT(DISTINCT key100000) AS n FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND) "
            + "GROUP BY window_start, window_end, key10",
            Distinct.Of(10_000)),
        new("updating GROUP BY, 1,000 keys", ["key1000", "price"],
            $"SELECT key1000, {Totals} FROM bids GROUP BY key1000", Updating.Run),
        new("updating GROUP BY, 100,000 keys", ["key100000", "price"],
            $"SELECT key100000, {Totals} FROM bids GROUP BY key100000", Updating.Run),
    ];

    private static SuiteQuery Keyed(string name, string key, int seconds) =>
        new(name, ["ts", key, "price"], Tumble(key, seconds), ByHand.Tumble.Of(seconds * 1000L));

    private static string Tumble(string keys, int seconds) =>
        Windowed($"TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '{seconds}' SECOND)", keys);

    private static string Session(string key, string seconds) =>
        Windowed($"SESSION(TABLE bids PARTITION BY {key}, DESCRIPTOR(ts), INTERVAL '{seconds}' SECOND)", key);

    private static string Windowed(string window, string keys) =>
        $"SELECT window_end, {keys}, {Totals} FROM {window} GROUP BY window_start, window_end, {keys}";
}
