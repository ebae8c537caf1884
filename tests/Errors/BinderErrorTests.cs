using System.Text.RegularExpressions;
using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Snapshots;
using FlinkSql.Tests.Unit.Planner.Binding;
using Xunit;

namespace FlinkSql.Tests.Errors;

/// <summary>The full texts of what the binder says about wrong statements.</summary>
public class BinderErrorTests
{
    /// <summary>Only a hand-built tree is that deep; the parser refuses first. See BinderDepthTests.</summary>
    private const string TooDeep = "FLS2021";

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

    [Fact]
    public void Every_code_of_the_binder_is_shown()
    {
        string[] sources = [.. RepositoryRoot.SourceFiles("src/Planner/Binding").Select(file => RepositoryRoot.File(file))];
        string[] texts = Directory.GetFiles(RepositoryRoot.File("tests", "Errors"), "binder_*.txt");
        IEnumerable<string> hidden = Codes(sources).Except(Codes(texts)).Except([TooDeep]);
        Assert.True(!hidden.Any(), $"no text shows {string.Join(", ", hidden)}");
    }

    private static SortedSet<string> Codes(IEnumerable<string> files) =>
        new(files.SelectMany(file => Regex.Matches(File.ReadAllText(file), "FLS2[0-9]{3}")).Select(code => code.Value));
}
