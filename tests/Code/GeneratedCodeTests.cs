using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.GeneratedCode;

/// <summary>The C# of typical queries, as a person would read it: a change of the generator shows here as a diff.</summary>
public class GeneratedCodeTests
{
    private const string Tables = """
        CREATE TABLE bids (
          auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel STRING, amount DECIMAL(10, 2),
          note STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND
        ) WITH ('connector' = 'datagen');
        CREATE TABLE sales (city STRING, amount INT, price DOUBLE) WITH ('connector' = 'datagen');
        CREATE TABLE stock (item STRING, qty INT)
        WITH ('connector' = 'filesystem', 'path' = 'stock.json', 'format' = 'changelog-json');

        """;

    public static TheoryData<string, string> Queries() => new()
    {
        { "filter_project", "SELECT auction, price * 2 AS doubled FROM bids WHERE price > 100" },
        { "nullable_arithmetic", "SELECT amount + 1 AS more, price / 2 AS half FROM sales WHERE amount <> 3" },
        { "text", "SELECT UPPER(channel) AS channel, note || '!' AS note FROM bids WHERE channel LIKE 'web%'" },
        { "case", "SELECT CASE WHEN price > 1000 THEN 'high' WHEN price > 100 THEN 'middle' ELSE channel END AS band FROM bids" },
        { "decimal", "SELECT amount * 0.908 AS euros, CAST(amount AS INT) AS whole FROM bids" },
        { "shared_subexpression", "SELECT LOWER(channel) AS a, LOWER(channel) || 'x' AS b FROM bids WHERE LOWER(channel) <> 'apple'" },
        { "logic", "SELECT city FROM sales WHERE (amount > 1 OR price < 2) AND NOT (city = 'Rome' AND amount IS NULL)" },
        { "cast_that_fails", "SELECT CAST(channel AS BIGINT) AS number, TRY_CAST(note AS DATE) AS day_of_note FROM bids" },
        { "group_by", "SELECT city, COUNT(*) AS n, SUM(amount) AS total, AVG(price) AS average FROM sales GROUP BY city" },
        { "group_by_retracting", "SELECT item, SUM(qty) AS total, MAX(qty) AS most FROM stock GROUP BY item" },
        { "count_distinct", "SELECT COUNT(DISTINCT city) AS cities, COUNT(*) FILTER (WHERE amount > 5) AS large FROM sales" },
        { "tumble", "SELECT window_start, auction, COUNT(*) AS n, SUM(price) AS total, MAX(price) AS best FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, auction" },
        { "hop_by_text", "SELECT window_end, channel, MIN(price) AS least FROM HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND) WHERE price > 0 GROUP BY window_start, window_end, channel" },
        { "hop_on_update", "SELECT window_end, channel, MAX(note) AS greatest, WINDOW_CLOSED_BY() AS cause FROM HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND) GROUP BY window_start, window_end, channel EMIT ON UPDATE AND ALLOWED LATENESS INTERVAL '5' SECOND" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Generates_code_a_person_can_read(string name, string query) =>
        Snapshot.Match($"Code/{name}.g.cs", Code(query) + "\n");

    [Fact]
    public void The_same_plan_gives_the_same_bytes()
    {
        string query = (string)Queries().First()[1];
        Assert.Equal(Code(query), Code(query));
    }

    /// <summary>
    /// Text of a query that got into generated source would be code (HAZARDS S1 to S3): no literal, name or comment of
    /// the SQL is found in it.
    /// </summary>
    [Fact]
    public void No_text_of_a_query_enters_the_source()
    {
        const string Canary = "Zq7\"; }/*\\u002A/ // {0} \u2028 Xk9";
        string literal = $"'{Canary}'";
        string code = Code($"""
            SELECT /* Zq7comment */ channel || {literal} AS `{Canary}`, REPLACE(note, {literal}, 'Zq7') AS b,
              CASE WHEN channel = {literal} THEN 1 ELSE 2 END AS c, CAST({literal} AS BYTES) AS d,
              channel IN ({literal}, 'Zq7a', 'Zq7b') AS e, note LIKE {literal} ESCAPE 'Z' AS f
            FROM bids WHERE channel <> {literal}
            """);
        Assert.DoesNotContain("Zq7", Names(code), StringComparison.Ordinal);
        Assert.DoesNotContain("Zq7comment", code, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2028", code, StringComparison.Ordinal);
        Assert.DoesNotContain("u002A", Names(code), StringComparison.Ordinal);
    }

    // Names made from columns keep letters and digits alone, so they may hold the canary's; nothing else may.
    private static string Names(string code) => string.Join(
        '\n', code.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"\b[A-Za-z_][A-Za-z0-9_]*\b", "")));

    private static string Code(string query)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        foreach (StatementSyntax statement in Session.Parse(Tables))
        {
            session.Execute(statement, Tables);
        }

        return ((TextOutcome)session.Execute($"EXPLAIN CODE {query}")).Text;
    }
}
