using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

/// <summary>What statements are bound to: SQL and logical plan side by side, a file per topic.</summary>
public class BinderPlanTests
{
    [Theory]
    [InlineData("select")]
    [InlineData("expressions")]
    [InlineData("grouping")]
    [InlineData("windows")]
    [InlineData("joins")]
    [InlineData("subqueries")]
    [InlineData("sets_and_order")]
    [InlineData("ranking")]
    [InlineData("tables")]
    [InlineData("insert")]
    public void Statements_bind_to_these_plans(string topic) =>
        CaseFile.Match($"Unit/Planner/Binding/Plans/{topic}.txt", sql => new BinderSession().Run(sql));
}
