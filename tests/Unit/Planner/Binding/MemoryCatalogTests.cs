using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

public class MemoryCatalogTests
{
    private readonly MemoryCatalog _catalog = new();

    [Fact]
    public void Names_are_completed_with_the_current_catalog_and_database()
    {
        Assert.True(_catalog.AddCatalog("other"));
        Assert.True(_catalog.AddDatabase("other", "db"));
        Assert.True(_catalog.UseCatalog("other"));
        Assert.True(_catalog.UseDatabase("other", "db"));
        Assert.Equal(new TablePath("other", "db", "t"), _catalog.Complete(["t"]));
        Assert.Equal(new TablePath("other", "x", "t"), _catalog.Complete(["x", "t"]));
        Assert.Equal(new TablePath("a", "x", "t"), _catalog.Complete(["a", "x", "t"]));
        Assert.Null(_catalog.Complete(["a", "b", "c", "d"]));
    }

    [Fact]
    public void A_temporary_table_hides_a_permanent_one()
    {
        Assert.True(_catalog.Add(Table("t", temporary: false)));
        Assert.False(_catalog.Add(Table("t", temporary: false)));
        Assert.True(_catalog.Add(Table("t", temporary: true)));
        TablePath path = _catalog.Complete(["t"])!;
        Assert.True(_catalog.Find(path)!.Temporary);
        Assert.True(_catalog.Drop(path, temporary: true));
        Assert.False(_catalog.Find(path)!.Temporary);
        Assert.True(_catalog.Drop(path, temporary: false));
        Assert.Null(_catalog.Find(path));
        Assert.False(_catalog.Drop(path, temporary: false));
    }

    [Fact]
    public void Renaming_keeps_the_definition()
    {
        TableDescriptor table = Table("t", temporary: false);
        Assert.True(_catalog.Add(table));
        Assert.True(_catalog.Add(Table("taken", temporary: false)));
        Assert.False(_catalog.Rename(table, table.Path with { Name = "taken" }));
        Assert.True(_catalog.Rename(table, table.Path with { Name = "u" }));
        Assert.Equal(table with { Path = table.Path with { Name = "u" } }, _catalog.Find(table.Path with { Name = "u" }));
        Assert.Null(_catalog.Find(table.Path));
    }

    [Fact]
    public void What_is_in_use_cannot_be_dropped()
    {
        Assert.False(_catalog.DropDatabase(MemoryCatalog.DefaultCatalog, MemoryCatalog.DefaultDatabase));
        Assert.False(_catalog.DropCatalog(MemoryCatalog.DefaultCatalog));
        Assert.True(_catalog.AddDatabase(MemoryCatalog.DefaultCatalog, "d"));
        Assert.True(_catalog.Add(Table("t", temporary: false) with { Path = new TablePath(MemoryCatalog.DefaultCatalog, "d", "t") }));
        Assert.True(_catalog.DropDatabase(MemoryCatalog.DefaultCatalog, "d"));
        Assert.Empty(_catalog.Objects(MemoryCatalog.DefaultCatalog, "d"));
    }

    [Fact]
    public void Objects_are_listed_by_name()
    {
        _catalog.Add(Table("b", temporary: false));
        _catalog.Add(Table("a", temporary: true));
        Assert.Equal(["a", "b"], _catalog.Objects(_catalog.CurrentCatalog, _catalog.CurrentDatabase).Select(item => item.Path.Name));
    }

    private static TableDescriptor Table(string name, bool temporary) => new()
    {
        Path = new TablePath(MemoryCatalog.DefaultCatalog, MemoryCatalog.DefaultDatabase, name),
        Columns = [new ColumnDescriptor("a", DataTypes.Int)],
        Temporary = temporary,
        Traits = new SourceSinkTraits(),
    };
}
