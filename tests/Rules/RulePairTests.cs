using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Tests.Plans;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Rules;

/// <summary>
/// Every <c>RulePairs.txt</c> file: pairs of queries over the tables of tests/Plans/tables.sql that must have one plan.
/// A pair is two queries with a line <c>=</c> between them; lines of <c>--</c> name it; blank lines part pairs. With
/// <c>!</c> between them the plans must differ: there the rule has to keep off. The rule must fire for the first.
/// </summary>
public class RulePairTests
{
    public sealed record Pair(string Name, string First, bool Same, string Second)
    {
        public override string ToString() => Name;
    }

    public static TheoryData<string, Pair> Pairs()
    {
        var data = new TheoryData<string, Pair>();
        foreach (string file in Directory.GetFiles(Path.Combine(Snapshot.Root, "Rules"), "*Pairs.txt").Order(StringComparer.Ordinal))
        {
            string rule = Path.GetFileName(file)[..^"Pairs.txt".Length];
            string[] blocks = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal)
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
            foreach (string block in blocks)
            {
                data.Add(rule, Read(block.Split('\n')));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Plans_as_its_pair(string rule, Pair pair)
    {
        PlanSession session = PlanTests.NewSession();
        PlanResult first = session.Plan(pair.First);
        PlanResult second = session.Plan(pair.Second);
        if (!pair.Same)
        {
            Assert.NotEqual(Print(second), Print(first));
            return;
        }

        Assert.Equal(Print(second), Print(first));
        Assert.Contains(rule, first.Trace.Select(firing => firing.Rule));
    }

    private static string Print(PlanResult plan) =>
        PlanPrinter.Print(plan.Optimized, new PrintOptions { Types = true });

    private static Pair Read(string[] lines)
    {
        string[] text = [.. lines.Where(line => line.Length != 0 && !line.StartsWith("--", StringComparison.Ordinal))];
        int middle = Array.FindIndex(text, line => line is "=" or "!");
        string name = string.Join(' ', lines.Where(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim()));
        return new Pair(
            name,
            string.Join('\n', text[..middle]),
            text[middle] == "=",
            string.Join('\n', text[(middle + 1)..]));
    }
}
