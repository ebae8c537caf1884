using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>One column of a select list; the value is null after an error.</summary>
internal sealed record SelectItem(string Name, Expr? Value, SourceSpan Span);

/// <summary>A select list with its stars expanded.</summary>
/// <param name="Items">The columns.</param>
/// <param name="Aliases">What the names after AS stand for.</param>
/// <param name="Incomplete">Whether a star could not be expanded.</param>
internal sealed record SelectList(
    IReadOnlyList<SelectItem> Items, IReadOnlyDictionary<string, Expr?> Aliases, bool Incomplete);

/// <summary>Binds select lists.</summary>
internal sealed class SelectListBinder(BindEnvironment environment, Scope scope, IReadOnlyList<NamedWindowSyntax> windows)
{
    private readonly List<SelectItem> _items = [];
    private readonly Dictionary<string, Expr?> _aliases = new(StringComparer.Ordinal);
    private bool _incomplete;

    public SelectList Bind(IReadOnlyList<SelectItemSyntax> items)
    {
        foreach (SelectItemSyntax item in items)
        {
            if (item.Expression is StarSyntax star)
            {
                BindStar(star);
                continue;
            }

            Expr? value = Binder().Bind(item.Expression);
            string name = item.Alias?.Name ?? Name(item.Expression);
            _items.Add(new SelectItem(name, value, environment.SpanOf(item.Expression)));
            if (item.Alias is { } alias)
            {
                _aliases.TryAdd(alias.Name, value);
            }
        }

        return new SelectList(Unique(_items), _aliases, _incomplete);
    }

    private ExpressionBinder Binder() => new(environment, scope, Clause.Select) { Aliases = _aliases, Windows = windows };

    private string Name(ExpressionSyntax expression) => expression switch
    {
        ColumnRefSyntax column => column.Name[column.Name.Count - 1].Name,
        FieldAccessSyntax access => access.Field.Name,
        _ => $"EXPR${_items.Count}",
    };

    private void BindStar(StarSyntax star)
    {
        string[] qualifier = [.. star.Qualifier.Select(part => part.Name)];
        SourceSpan span = environment.SpanOf(star);
        if (qualifier.Length == 0 && scope.Relations.Count == 0 && !scope.Incomplete)
        {
            environment.Report(BinderErrors.StarWithoutFrom(span));
            _incomplete = true;
            return;
        }

        if (qualifier.Length != 0 && scope.FindRelation(qualifier) is null)
        {
            _incomplete = true;
            if (!scope.Incomplete)
            {
                environment.Report(BinderErrors.UnknownQualifier(
                    environment.SpanOf(star.Qualifier[0]),
                    string.Join(".", qualifier),
                    [.. scope.Relations.Select(relation => relation.Alias).OfType<string>()],
                    scope.Relations.FirstOrDefault(relation => relation.Hidden == qualifier[^1])?.Alias));
            }

            return;
        }

        _incomplete |= scope.Incomplete;
        ScopeColumn[] columns =
        [
            .. scope.Columns.Where(column => qualifier.Length == 0
                ? !column.QualifiedOnly
                : !column.Merged && column.Relation.Matches(qualifier)),
        ];
        Expand(star, columns, span);
    }

    private void Expand(StarSyntax star, ScopeColumn[] columns, SourceSpan span)
    {
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        foreach (IdentifierSyntax name in star.Exclude)
        {
            excluded.Add(name.Name);
            CheckNamed(name, columns, "EXCLUDE");
        }

        var replaced = new Dictionary<string, Expr?>(StringComparer.Ordinal);
        foreach (SelectItemSyntax item in star.Replace)
        {
            Expr? value = Binder().Bind(item.Expression);
            if (item.Alias is { } alias)
            {
                replaced[alias.Name] = value;
                CheckNamed(alias, columns, "REPLACE");
            }
        }

        foreach (ScopeColumn column in columns)
        {
            if (!excluded.Contains(column.Name))
            {
                Expr? value = replaced.TryGetValue(column.Name, out Expr? other) ? other : column.Value with { Span = span };
                _items.Add(new SelectItem(column.Name, value, span));
            }
        }
    }

    private void CheckNamed(IdentifierSyntax name, ScopeColumn[] columns, string where)
    {
        if (!scope.Incomplete && columns.All(column => column.Name != name.Name))
        {
            _incomplete = true;
            environment.Report(BinderErrors.StarColumnNotFound(
                environment.SpanOf(name), name.Name, where, [.. columns.Select(column => column.Name)]));
        }
    }

    // A second column of a name gets a number, as in Flink: a, a0.
    private static List<SelectItem> Unique(List<SelectItem> items)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var unique = new List<SelectItem>(items.Count);
        foreach (SelectItem item in items)
        {
            string name = item.Name;
            for (int number = 0; !taken.Add(name); number++)
            {
                name = item.Name + number;
            }

            unique.Add(item with { Name = name });
        }

        return unique;
    }
}
