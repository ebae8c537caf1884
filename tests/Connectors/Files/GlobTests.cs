using FlinkSql.Connectors.Files;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Files;

/// <summary>Patterns of paths.</summary>
public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "abc", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abbd", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("?b?", "abc", true)]
    [InlineData("?", "", false)]
    [InlineData("[abc]x", "bx", true)]
    [InlineData("[!abc]x", "bx", false)]
    [InlineData("[a-c0-9]", "7", true)]
    [InlineData("[]]", "]", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("a[*]", "a*", true)]
    [InlineData("a**", "abc", true)]
    [InlineData("", "", true)]
    public void A_segment_matches_a_name(string pattern, string name, bool matches) =>
        Assert.Equal(matches, Glob.Matches(pattern, name));

    [Fact]
    public void Many_stars_do_not_take_forever() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("a*", 200)) + "b", new string('a', 5_000)));

    [Theory]
    [InlineData("*.csv", "a.csv b.csv")]
    [InlineData("{a,b}.csv", "a.csv b.csv")]
    [InlineData("{a,x/{d,e}}.{csv,json}", "a.csv x/d.csv x/e.json")]
    [InlineData("x/*", "x/d.csv x/e.json")]
    [InlineData("*/d.csv", "x/d.csv y/d.csv")]
    [InlineData("**/d.csv", "x/d.csv x/z/d.csv y/d.csv")]
    [InlineData("**/*.csv", "a.csv b.csv x/d.csv x/z/d.csv y/d.csv")]
    [InlineData("**", "a.csv b.csv x/d.csv x/e.json x/z/d.csv y/d.csv")]
    [InlineData("x/**/d.csv", "x/d.csv x/z/d.csv")]
    [InlineData("[xy]/?.csv", "x/d.csv y/d.csv")]
    [InlineData(".*", ".hidden.csv")]
    [InlineData("_*", "_note")]
    public void Finds_visible_files_sorted_by_path(string pattern, string expected)
    {
        using var folder = new TempFolder();
        foreach (string name in new[]
            { "b.csv", "a.csv", ".hidden.csv", "_note", "x/d.csv", "x/e.json", "x/z/d.csv", "y/d.csv", ".git/d.csv", "_tmp/d.csv" })
        {
            folder.Write(name, "");
        }

        IReadOnlyList<string> files = new Glob(folder[pattern]).Files();
        Assert.Equal(expected, string.Join(' ', files.Select(file => Path.GetRelativePath(folder.Path, file))));
    }

    [Theory]
    [InlineData("/a/{b,c", "a { is not closed")]
    [InlineData("/a/[bc", "a [ is not closed")]
    [InlineData("/a/b**", "** must stand alone")]
    [InlineData("/{a,b,c,d,e,f,g,h,i,j}{a,b,c,d,e,f,g,h,i,j}{a,b,c,d,e,f,g,h,i,j}{a,b}", "more than 1,000 patterns")]
    public void A_malformed_pattern_is_an_error(string pattern, string message)
    {
        var error = Assert.Throws<ConnectorException>(() => new Glob(pattern));
        Assert.Equal("FLS5014", error.Code);
        Assert.Contains(message, error.Message);
    }
}
