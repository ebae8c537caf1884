using FlinkSql.Tests.Snapshots;
using FlinkSql.Tests.Unit.Planner.Binding;
using Xunit;

namespace FlinkSql.Tests.Errors;

/// <summary>The full texts of what the binder says about wrong statements.</summary>
public class BinderErrorTests
{
    [Theory]
    [InlineData("names")]
    [InlineData("types")]
    [InlineData("grouping")]
    [InlineData("queries")]
    [InlineData("windows")]
    [InlineData("tables")]
    [InlineData("insert")]
    [InlineData("not_yet")]
    public void Wrong_statements_are_explained(string topic) =>
        CaseFile.Match($"Errors/binder_{topic}.txt", sql => new BinderSession().Run(sql));
}
