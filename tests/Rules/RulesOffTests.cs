using FlinkSql.Columnar;
using FlinkSql.Planner;
using FlinkSql.Planner.Optimizer;
using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Sql;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Rules;

/// <summary>Results do not depend on the rules: the SQL tests and a list of expressions, with rules on and off.</summary>
public class RulesOffTests
{
    // Not for speed: these two decide which operator runs, and with it when rows are emitted.
    private static readonly string[] Needed = ["AggregateToWindowAggregate", "RankToTopN"];

    private static string Others { get; } = string.Join(',', RuleSets.For(new PlannerOptions())
        .SelectMany(stage => stage.Rules).Select(rule => rule.Name).Distinct().Except(Needed).Append(SharedScans.Name));

    public static TheoryData<string> Files() => SqlFileTests.Files();

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_the_same_rows_without_rules(string file)
    {
        using var run = new SqlRun(new SqlConfiguration(7, 2, 17));
        run.Session.Settings.Set("table.optimizer.disabled-rules", Others);
        run.Run(SqlScript.Read(RepositoryRoot.File("tests", "Sql", file)));
    }

    [Fact]
    public void Constants_are_folded_to_what_the_run_time_gives()
    {
        string[] folded = Values(Expressions, "");

        // The C# compiler computes constants, too: where it would refuse one that overflows, a column holds it.
        string[] computed = Values(
            [.. Expressions.Select(expression => Columns.Aggregate(
                expression, (text, column) => text.Replace(column.Constant, column.Name, StringComparison.Ordinal)))],
            Others);
        for (int index = 0; index < Expressions.Length; index++)
        {
            Assert.True(
                folded[index] == computed[index],
                $"{Expressions[index]} folds to {folded[index]} but gives {computed[index]}");
        }
    }

    private static readonly (string Constant, string Name)[] Columns =
    [
        ("9223372036854775807", "l"), ("-2147483648", "n"), ("2147483647", "i"), ("CAST(-128 AS TINYINT)", "t"), ("CAST(300 AS", "CAST(h AS"),
    ];

    private static string[] Values(string[] expressions, string rulesOff)
    {
        string sql = $"SELECT {string.Join(",\n", expressions.Select((expression, index) => $"{expression} AS e{index}"))} FROM one";
        using var run = new SqlRun(new SqlConfiguration(7, 1, 17));
        run.Session.Settings.Set("table.optimizer.disabled-rules", rulesOff);
        run.Session.Settings.Set("table.local-time-zone", "America/Los_Angeles");
        run.Script("CREATE TABLE one (l BIGINT, n INT, i INT, t TINYINT, h INT) WITH ('connector' = 'test')");
        run.Input("one", "+I 9223372036854775807 -2147483648 2147483647 -128 300");
        RecordBatch batch = Assert.Single(run.Query(sql));
        return [.. Enumerable.Range(0, Expressions.Length).Select(column => Text(batch.Column(column).GetValue(0)))];
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        double number => $"{number:R} {BitConverter.DoubleToInt64Bits(number):x}",
        _ => $"{value} {value.GetType().Name}",
    };

    private static readonly string[] Expressions =
    [
        "2147483647 + 1", "CAST(-128 AS TINYINT) - CAST(1 AS TINYINT)", "CAST(300 AS SMALLINT) * CAST(300 AS SMALLINT)",
        "9223372036854775807 * 2", "-7 / 2", "-7 % 3", "MOD(7, -3)", "-CAST(-2147483648 AS INT)",
        "1.10 + 2.205", "1.0 / 3", "12345678901234567890.12345 * 98765432109876543210.5", "10.5 % 3",
        "CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0)) + 1", "1e0 / 3e0", "CAST(1 AS FLOAT) / 3",
        "0.1e0 + 0.2e0", "CAST(1.5 AS INT)", "CAST(-1.5 AS INT)", "CAST(1e20 AS INT)", "CAST(300 AS TINYINT)",
        "CAST(12.345 AS DECIMAL(4, 1))", "CAST(12345 AS DECIMAL(3, 0))", "CAST('12' AS INT)", "TRY_CAST('x' AS INT)",
        "CAST(TRUE AS INT)", "CAST(1.10 AS STRING)", "CAST(1e7 AS STRING)", "CAST('abc' AS CHAR(2))", "CAST('ab' AS CHAR(4))",
        "CAST('2021-03-14 02:30:00' AS TIMESTAMP(3))", "CAST(TIMESTAMP '2021-03-14 02:30:00' AS TIMESTAMP_LTZ(3))",
        "CAST(TIMESTAMP '2021-11-07 01:30:00' AS TIMESTAMP_LTZ(3))", "CAST(TIMESTAMP '1969-12-31 23:59:59.999' AS DATE)",
        "DATE '2020-02-29' + INTERVAL '1' YEAR", "TIMESTAMP '2020-01-31 00:00:00' + INTERVAL '1' MONTH",
        "TIMESTAMP '2020-01-01 00:00:00' - INTERVAL '1' SECOND", "'a' || 'b'", "UPPER('straße')", "SUBSTRING('hello', 2, 3)",
        "1 < 2", "1.0 = 1.00", "'a' < 'B'", "NULLIF(1, 1)", "COALESCE(NULL, 2)", "CASE WHEN 1 = 2 THEN 'a' ELSE 'b' END",
        "1 IN (2, 3, NULL)", "1 NOT IN (2, NULL)", "CAST(NULL AS INT) = 1", "NOT (CAST(NULL AS BOOLEAN) AND FALSE)",
        "CAST(NULL AS BOOLEAN) OR TRUE", "NULL IS NOT DISTINCT FROM 1", "1 IS DISTINCT FROM NULL",
        "CAST(NULL AS BOOLEAN) IS NOT TRUE", "1 BETWEEN 0 AND 2",
    ];
}
