using FlinkSql.Tests.Plans;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Errors;

/// <summary>The full texts of what is said about output modes that do not work, over the tables of the plan tests.</summary>
public class OutputErrorTests
{
    [Fact]
    public void Modes_that_do_not_work_are_explained() => CaseFile.Match("Errors/output_modes.txt", sql =>
    {
        PlanSession session = PlanTests.NewSession();
        return string.Concat(session.Plan(sql).Diagnostics.Select(problem => problem.Render(sql)));
    });
}
