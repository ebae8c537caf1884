using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Columns by name, and fields of ROW values.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindColumn(ColumnRefSyntax syntax)
    {
        string[] name = [.. syntax.Name.Select(part => part.Name)];
        (IReadOnlyList<ScopeColumn> found, int parts) = scope.Resolve(name);
        if (found is [ScopeColumn only])
        {
            return Fields(only.Value, syntax, parts);
        }

        if (found.Count > 1)
        {
            return scope.Incomplete ? null : Fail(BinderErrors.AmbiguousColumn(
                environment.SpanOf(syntax),
                string.Join(".", name),
                [.. found.Select(column => $"{column.Relation.Display}.{column.Name}")]));
        }

        if (Aliases.TryGetValue(name[0], out Expr? alias))
        {
            return alias is null ? null
                : ReferenceEquals(clause, Clause.Select) && !ExprColumns.IsDeterministic(alias)
                    ? NotYet(
                        syntax,
                        $"the name \"{name[0]}\" for a value that differs each time it is computed",
                        "name it in a subquery of FROM")
                    : Fields(alias, syntax, 1);
        }

        if (environment.Outer is { } outer)
        {
            (found, parts) = outer.Resolve(name);
            if (found is [ScopeColumn around])
            {
                return environment.MayCorrelate
                    ? Fields(new OuterColumnExpr(around.Value), syntax, parts)
                    : NotYet(
                        syntax,
                        "a subquery that uses a column of the query around it in this place",
                        "such a column may stand in the top conditions of the subquery's WHERE");
            }
        }

        return scope.Incomplete || environment.Outer is { Incomplete: true }
            ? null
            : Fail(UnknownColumn(syntax, name));
    }

    private Parser.Diagnostics.Diagnostic UnknownColumn(ColumnRefSyntax syntax, string[] name)
    {
        for (int qualifiers = Math.Min(3, name.Length - 1); qualifiers > 0; qualifiers--)
        {
            if (scope.FindRelation(name.AsSpan(0, qualifiers)) is { } relation)
            {
                return BinderErrors.ColumnNotFound(
                    environment.SpanOf(syntax.Name[qualifiers]),
                    name[qualifiers],
                    relation.Display,
                    [.. scope.Columns.Where(column => column.Relation == relation).Select(column => column.Name)]);
            }
        }

        if (name.Length > 1)
        {
            return BinderErrors.UnknownQualifier(
                environment.SpanOf(syntax.Name[0]),
                string.Join(".", name[..^1]),
                [.. scope.Relations.Select(relation => relation.Alias).OfType<string>()],
                scope.Relations.FirstOrDefault(relation => relation.Hidden == name[^2])?.Alias);
        }

        string[] columns = [.. scope.Columns.Where(column => !column.QualifiedOnly).Select(column => column.Name)];
        string? table = scope.Relations is [Relation single] ? single.Display : null;
        Parser.Diagnostics.Diagnostic error =
            BinderErrors.ColumnNotFound(environment.SpanOf(syntax), name[0], table, columns);
        return LaterNames.Contains(name[0])
            ? error with
            {
                Suggestion = null,
                Replacement = null,
                Hint = $"{clause.Name} comes before SELECT gives the name \"{name[0]}\": repeat the expression, or use a subquery",
            }
            : error;
    }

    private Expr? BindField(FieldAccessSyntax access) =>
        Bind(access.Operand) is { } operand ? Field(operand, access.Field) : null;

    private Expr? Fields(Expr value, ColumnRefSyntax syntax, int parts)
    {
        Expr? bound = value;
        for (int part = parts; part < syntax.Name.Count && bound is not null; part++)
        {
            bound = Field(bound, syntax.Name[part]);
        }

        return bound;
    }

    private Expr? Field(Expr operand, IdentifierSyntax name)
    {
        if (operand.Type is not RowType row)
        {
            return Fail(BinderErrors.NotARow(environment.SpanOf(name), name.Name, operand.Type));
        }

        for (int field = 0; field < row.Fields.Count; field++)
        {
            if (row.Fields[field].Name == name.Name)
            {
                DataType type = row.Fields[field].Type;
                return new FieldExpr(operand, field, type.WithNullable(type.Nullable || operand.Type.Nullable));
            }
        }

        return Fail(BinderErrors.FieldNotFound(
            environment.SpanOf(name), name.Name, [.. row.Fields.Select(field => field.Name)]));
    }
}
