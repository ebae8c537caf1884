using FlinkSql.Columnar;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>
/// Random changes against a model that sorts everything anew: the changelog of a Top-N folds to the rows of those ranks,
/// at every batch size and parallelism. A failure names its seed.
/// </summary>
public class TopNPropertyTests
{
    private const int Seeds = 150;

    private sealed record Row(long Key, long Value, long Id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Top_n_folds_to_the_model_for_every_seed(bool changes)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            long first = random.Next(3) == 0 ? random.Next(1, 4) : 1;
            long last = first + random.Next(0, 4);
            bool withRank = random.Next(2) == 0;
            bool descending = random.Next(2) == 0;
            (string picture, List<Row> left) = Changes(random, changes);
            string rank = withRank ? ", rn" : "";
            string query = $"""
                SELECT k, v, id{rank} FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v {(descending ? "DESC" : "ASC")}) AS rn FROM t)
                WHERE rn >= {first} AND rn <= {last}
                """;
            IEnumerable<string> expected = left.GroupBy(row => row.Key).SelectMany(group =>
                (descending ? group.OrderByDescending(row => row.Value) : group.OrderBy(row => row.Value))
                    .Select((row, place) => (Row: row, Rank: place + 1))
                    .Where(ranked => ranked.Rank >= first && ranked.Rank <= last)
                    .Select(ranked => $"+I {ranked.Row.Key} {ranked.Row.Value} {ranked.Row.Id}"
                        + (withRank ? $" {ranked.Rank}" : "")));

            var configuration = new SqlConfiguration(
                new[] { 1, 3, 64, 4096 }[random.Next(4)], new[] { 1, 2, 4 }[random.Next(3)], seed);
            using var run = new SqlRun(configuration);
            run.Script($"""
                CREATE TABLE t (k BIGINT, v BIGINT, id BIGINT)
                WITH ('connector' = 'test', 'changes' = '{(changes ? "true" : "false")}');
                """);
            run.Input("t", picture);
            IReadOnlyList<RecordBatch> result = run.Query(query);
            string actual = Changelog.Folded(Changelog.Lines(result));
            Assert.True(
                Changelog.Sorted(expected) == actual,
                $"seed {seed}, {query}, {configuration}: expected\n{Changelog.Sorted(expected)}\nbut got\n{actual}");
        }
    }

    /// <summary>Changes of a table, and its rows at the end in the order in which they came.</summary>
    private static (string Picture, List<Row> Left) Changes(Random random, bool changes)
    {
        var rows = new List<Row>();
        var lines = new List<string>();
        int count = random.Next(0, 150);
        for (int id = 0; id < count; id++)
        {
            if (changes && rows.Count != 0 && random.Next(3) == 0)
            {
                Row gone = rows[random.Next(rows.Count)];
                rows.Remove(gone);
                lines.Add($"-D {gone.Key} {gone.Value} {gone.Id}");
                continue;
            }

            var row = new Row(random.Next(3), random.Next(12), id);
            rows.Add(row);
            lines.Add($"+I {row.Key} {row.Value} {row.Id}");
        }

        return (string.Join('\n', lines), rows);
    }
}
