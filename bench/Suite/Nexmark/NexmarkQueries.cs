namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>The queries of Nexmark that read bids alone, as Flink's edition of it has them; of q5 and q7 the window aggregate.</summary>
internal static class NexmarkQueries
{
    private const string Ranks =
        "COUNT(*) AS total_bids, COUNT(*) FILTER (WHERE price < 10000) AS rank1_bids, "
        + "COUNT(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids, "
        + "COUNT(*) FILTER (WHERE price >= 1000000) AS rank3_bids";

    private const string Channel = "REGEXP_EXTRACT(url, '(&|^)channel_id=([^&]*)', 2)";

    private static readonly string DistinctRanks = $"{Ranks}, {Distinct("bidder")}, {Distinct("auction")}";

    public static IReadOnlyList<SuiteQuery> All { get; } =
    [
        new("q0, pass through", ["auction", "bidder", "price", "dateTime", "extra"],
            "SELECT auction, bidder, price, dateTime, extra FROM bids", Passing.Q0),
        new("q1, currency", ["auction", "bidder", "price", "dateTime", "extra"],
            "SELECT auction, bidder, 0.908 * price AS price, dateTime, extra FROM bids", Passing.Q1),
        new("q2, selection", ["auction", "price"],
            "SELECT auction, price FROM bids WHERE MOD(auction, 123) = 0", Passing.Q2),
        new("q5, bids of hopping windows", ["dateTime", "auction"],
            "SELECT auction, COUNT(*) AS num, window_start, window_end "
            + "FROM TABLE(HOP(TABLE bids, DESCRIPTOR(dateTime), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) "
            + "GROUP BY auction, window_start, window_end",
            HopCounts.Run),
        new("q7, highest price of a window", ["dateTime", "price"],
            "SELECT MAX(price) AS maxprice, window_start, window_end "
            + "FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(dateTime), INTERVAL '10' SECOND)) GROUP BY window_start, window_end",
            KeyedCounts.Q7),
        new("q11, sessions of bidders", ["dateTime", "bidder"],
            "SELECT bidder, COUNT(*) AS bid_count, window_start, window_end "
            + "FROM TABLE(SESSION(TABLE bids PARTITION BY bidder, DESCRIPTOR(dateTime), INTERVAL '10' SECOND)) "
            + "GROUP BY bidder, window_start, window_end",
            KeyedCounts.Q11),
        new("q12, bidders by the clock", ["bidder"],
            "SELECT bidder, COUNT(*) AS bid_count, window_start, window_end "
            + "FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(clock), INTERVAL '10' SECOND)) GROUP BY bidder, window_start, window_end",
            KeyedCounts.Q12) { IsRepeatable = false },
        new("q15, bids of a day", ["dateTime", "price", "bidder", "auction"],
            $"SELECT DATE_FORMAT(dateTime, 'yyyy-MM-dd') AS `day`, {DistinctRanks} "
            + "FROM bids GROUP BY DATE_FORMAT(dateTime, 'yyyy-MM-dd')",
            DayStatistics.Q15),
        new("q16, channels of a day", ["dateTime", "price", "bidder", "auction", "channel"],
            $"SELECT channel, DATE_FORMAT(dateTime, 'yyyy-MM-dd') AS `day`, MAX(DATE_FORMAT(dateTime, 'HH:mm')) AS `minute`, {DistinctRanks} "
            + "FROM bids GROUP BY channel, DATE_FORMAT(dateTime, 'yyyy-MM-dd')",
            DayStatistics.Q16),
        new("q17, auctions of a day", ["dateTime", "price", "auction"],
            $"SELECT auction, DATE_FORMAT(dateTime, 'yyyy-MM-dd') AS `day`, {Ranks}, MIN(price) AS min_price, MAX(price) AS max_price, "
            + "AVG(price) AS avg_price, SUM(price) AS sum_price FROM bids GROUP BY auction, DATE_FORMAT(dateTime, 'yyyy-MM-dd')",
            AuctionStatistics.Q17),
        new("q21, channel ids", ["auction", "bidder", "price", "channel", "url"],
            "SELECT auction, bidder, price, channel, CASE LOWER(channel) WHEN 'apple' THEN '0' WHEN 'google' THEN '1' "
            + $"WHEN 'facebook' THEN '2' WHEN 'baidu' THEN '3' ELSE {Channel} END AS channel_id FROM bids "
            + $"WHERE {Channel} IS NOT NULL OR LOWER(channel) IN ('apple', 'google', 'facebook', 'baidu')",
            TextFields.Q21),
        new("q22, folders of an address", ["auction", "bidder", "price", "channel", "url"],
            "SELECT auction, bidder, price, channel, SPLIT_INDEX(url, '/', 3) AS dir1, SPLIT_INDEX(url, '/', 4) AS dir2, "
            + "SPLIT_INDEX(url, '/', 5) AS dir3 FROM bids",
            TextFields.Q22),
    ];

    private static string Distinct(string column) =>
        $"COUNT(DISTINCT {column}) AS total_{column}s, COUNT(DISTINCT {column}) FILTER (WHERE price < 10000) AS rank1_{column}s, "
        + $"COUNT(DISTINCT {column}) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_{column}s, "
        + $"COUNT(DISTINCT {column}) FILTER (WHERE price >= 1000000) AS rank3_{column}s";
}
