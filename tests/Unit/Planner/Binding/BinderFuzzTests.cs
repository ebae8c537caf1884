using FlinkSql.Parser;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

/// <summary>Statements made of parts of others: the binder gives a plan or says why not, and never throws.</summary>
public class BinderFuzzTests
{
    private static readonly int s_rounds =
        int.TryParse(Environment.GetEnvironmentVariable("BINDER_FUZZ_ROUNDS"), out int rounds) ? rounds : 600;

    [Fact]
    public void Mutated_statements_never_make_the_binder_throw()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("BINDER_FUZZ_SEED"), out int given) ? given : 20240601;
        var random = new Random(seed);
        string[] statements = [.. Statements()];
        string[][] words = [.. statements.Select(Words)];
        var session = new BinderSession();
        int bound = 0;
        for (int round = 0; round < s_rounds; round++)
        {
            string sql = Mutate(words, random);
            if (SqlParser.ParseStatement(sql).Value is null)
            {
                continue;
            }

            bound++;
            try
            {
                session.Run(sql);
            }
            catch (InvalidOperationException problem) when (problem.Message.StartsWith("tests:", StringComparison.Ordinal))
            {
                // Not a statement for the binder.
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {seed}, round {round}: {sql}\n{problem}");
            }
        }

        Assert.True(bound > s_rounds / 100, $"only {bound} of {s_rounds} statements could be read");
    }

    private static string Mutate(string[][] statements, Random random)
    {
        var words = new List<string>(statements[random.Next(statements.Length)]);
        string[] other = statements[random.Next(statements.Length)];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(words.Count);
            switch (random.Next(4))
            {
                case 0:
                    words[at] = other[random.Next(other.Length)];
                    break;
                case 1:
                    words.Insert(at, other[random.Next(other.Length)]);
                    break;
                case 2 when words.Count > 2:
                    words.RemoveAt(at);
                    break;
                default:
                    int from = random.Next(words.Count);
                    (words[at], words[from]) = (words[from], words[at]);
                    break;
            }
        }

        return string.Join(' ', words);
    }

    private static IEnumerable<string> Statements()
    {
        string[] folders = ["Unit/Planner/Binding/Plans", "Errors"];
        return folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Snapshot.Root, folder), "*.txt"))
            .Where(file => !file.Contains(".received.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadAllText(file).Split("\n====\n"))
            .SelectMany(part => part.Split("\n----\n")[0].Split(';'))
            .Where(sql => sql.Trim().Length != 0);
    }

    // Words, texts in quotes, and single signs.
    private static string[] Words(string sql)
    {
        var words = new List<string>();
        for (int start = 0; start < sql.Length;)
        {
            int end = start + 1;
            if (char.IsLetterOrDigit(sql[start]) || sql[start] == '_')
            {
                while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
                {
                    end++;
                }
            }
            else if (sql[start] == '\'')
            {
                int close = sql.IndexOf('\'', end);
                end = close < 0 ? sql.Length : close + 1;
            }
            else if (char.IsWhiteSpace(sql[start]))
            {
                start = end;
                continue;
            }

            words.Add(sql[start..end]);
            start = end;
        }

        return [.. words];
    }
}
