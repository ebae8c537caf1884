using FlinkSql.Planner;
using FlinkSql.Planner.Optimizer;
using FlinkSql.Tests.Plans;
using FlinkSql.Tests.Rules;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Optimizer;

/// <summary>No rule is needed for another to be right: every query of the pairs plans without it.</summary>
public class SwitchedOffRulesTests
{
    public static TheoryData<string> Rules() => [.. Names()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Plans_without_the_rule(string rule) => PlanAll([rule]);

    [Fact]
    public void Plans_without_any_rule() => PlanAll([.. Names()]);

    private static IEnumerable<string> Names() =>
        RuleSets.For(new PlannerOptions()).SelectMany(stage => stage.Rules).Select(rule => rule.Name).Distinct();

    private static void PlanAll(string[] rules)
    {
        PlanSession session = PlanTests.NewSession();
        session.Options = session.Options with { DisabledRules = rules.ToHashSet(), Parallelism = 3 };
        foreach (object[] row in RulePairTests.Pairs())
        {
            var pair = (RulePairTests.Pair)row[1];
            foreach (string sql in new[] { pair.First, pair.Second })
            {
                PlanResult plan = session.Plan(sql);
                Assert.True(plan.Succeeded || plan.Diagnostics.All(diagnostic => diagnostic.Code == "FLS3003"), sql);
            }
        }
    }
}
