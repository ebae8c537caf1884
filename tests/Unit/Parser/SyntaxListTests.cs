using FlinkSql.Parser.Ast;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class SyntaxListTests
{
    [Fact]
    public void Arrays_with_equal_items_are_equal()
    {
        SyntaxList<string> left = ["a", "b"];
        Assert.Equal(left, new[] { "a", "b" }.ToSyntaxList());
        Assert.Equal(left.GetHashCode(), ((SyntaxList<string>)["a", "b"]).GetHashCode());
        Assert.True(left != ["b", "a"]);
        Assert.True(left != ["a"]);
    }

    [Fact]
    public void The_default_is_the_empty_array()
    {
        SyntaxList<int> none = default;
        Assert.True(none.IsEmpty);
        Assert.True(none == []);
        Assert.Equal(none.GetHashCode(), SyntaxList<int>.Empty.GetHashCode());
        Assert.Empty((IEnumerable<int>)none);
    }

    [Fact]
    public void Items_can_be_added_sliced_and_matched()
    {
        SyntaxList<int> items = [1, 2, 3];
        Assert.True(items is [1, .. var rest] && rest == [2, 3]);
        Assert.Equal([1, 2, 3, 4], items.Add(4));
        Assert.Equal(6, items.Sum());
    }
}
