using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds CREATE VIEW: the query has to be right when the view is made, not only when it is used.</summary>
internal sealed class CreateViewBinder(BindEnvironment environment)
{
    public ViewDescriptor? Bind(CreateViewSyntax create, string text)
    {
        TablePath? path = new NewObject(environment).Path(create.Name.ToArray());
        BoundTable query = new QueryBinder(environment).Bind(create.Query);
        BoundTable named = TableAliases.Rename(
            query, new Relation(path?.Name), create.Columns.ToArray(), environment);
        return path is null || named.Plan is not { } plan ? null : new ViewDescriptor
        {
            Path = path,
            Query = create.Query,
            Text = create.Query.Span.Slice(text),
            Schema = new PlanSchema(plan.Schema.Columns),
            NamesGiven = create.Columns.Count != 0,
            DefaultCatalog = environment.Catalog.CurrentCatalog,
            DefaultDatabase = environment.Catalog.CurrentDatabase,
            Comment = create.Comment,
            Temporary = create.Temporary,
        };
    }
}
