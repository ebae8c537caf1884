using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Tests.Sql.Harness;
using Xunit;

namespace FlinkSql.Tests.Sql;

/// <summary>
/// Whatever the changes, batches, subtasks and triggers are: what is left of the updates, and the last complete result,
/// are what is left of the changelog.
/// </summary>
public class OutputPropertyTests
{
    private static readonly string[] Queries =
    [
        "SELECT k, COUNT(*) AS n, SUM(v) AS total FROM changes GROUP BY k",
        "SELECT k, MAX(v) AS most FROM changes GROUP BY k HAVING MAX(v) > 3",
        "SELECT id, k, v FROM keyed WHERE v < 6",
        "SELECT COUNT(DISTINCT v) AS n FROM changes",
    ];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_left_is_the_same_in_every_mode(int seed)
    {
        var random = new Random(seed);
        string trigger = random.Next(3) switch
        {
            0 => "ON UPDATE",
            1 => "PERIODIC INTERVAL '1' SECOND",
            _ => $"ON UPDATE WITH DELAY INTERVAL '0.{random.Next(1, 9)}' SECOND",
        };
        int[] sizes = [1, 2, 3, 7, 1024];
        int batch = sizes[random.Next(sizes.Length)];
        using var run = new SqlRun(new SqlConfiguration(batch, random.Next(1, 5), seed));
        run.Script("CREATE TABLE changes (id INT, k STRING, v INT) WITH ('connector' = 'test', 'changes' = 'true')");
        run.Script("CREATE TABLE keyed (id INT, k STRING, v INT, PRIMARY KEY (id) NOT ENFORCED) "
            + "WITH ('connector' = 'test', 'changes' = 'true')");
        string rows = Changes(random);
        run.Input("changes", rows);
        run.Input("keyed", rows);
        foreach (string query in Queries)
        {
            string wanted = Changelog.Folded(Changelog.Lines(run.Query(query)));
            int keys = query.Contains("DISTINCT", StringComparison.Ordinal) ? 0 : 1;
            string updates = Changelog.Upserted(Changelog.Lines(run.Query($"{query} EMIT {trigger} MODE UPDATE")), keys);
            Assert.True(wanted == updates, $"seed {seed}: {query} in mode update gives\n{updates}\ninstead of\n{wanted}");
            if (query.Contains("keyed", StringComparison.Ordinal))
            {
                continue;
            }

            IReadOnlyList<RecordBatch> complete = run.Query($"{query} EMIT {trigger} MODE COMPLETE");
            string last = Changelog.Snapshots(Changelog.Lines(complete))[^1];
            Assert.True(wanted == last, $"seed {seed}: {query} in mode complete ends with\n{last}\ninstead of\n{wanted}");
        }
    }

    /// <summary>Rows that come, change and go, and come again.</summary>
    private static string Changes(Random random)
    {
        var present = new Dictionary<int, string>();
        var text = new StringBuilder();
        for (int step = 0; step < 200; step++)
        {
            int id = random.Next(12);
            string row = $"{id} '{(char)('a' + random.Next(4))}' {(random.Next(9) == 0 ? "NULL" : random.Next(9))}";
            if (!present.TryGetValue(id, out string? old))
            {
                text.Append($"+I {row}\n");
                present[id] = row;
            }
            else if (random.Next(3) == 0)
            {
                text.Append($"-D {old}\n");
                present.Remove(id);
            }
            else
            {
                text.Append($"-U {old}\n+U {row}\n");
                present[id] = row;
            }
        }

        return text.ToString();
    }
}
