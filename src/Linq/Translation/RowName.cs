using System.Linq.Expressions;
using FlinkSql.Engine;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Linq.Translation;

/// <summary>What a program takes for the key of the rows of a query.</summary>
internal sealed class RowName
{
    private readonly LambdaExpression _key;
    private readonly HashSet<int> _columns;

    public RowName(LambdaExpression key, Shape row)
    {
        _key = key;
        List<ResultColumn> columns = [.. ResultColumns.ToMake(row)];
        _columns =
        [
            .. ResultColumns.ToRead(ExpressionToSyntax.Translate(key, row))
                .Where(part => part.Value.Sql is not Parser.Ast.LiteralSyntax)
                .Select(part => columns.FindIndex(column => column.Value.Sql == part.Value.Sql)),
        ];
    }

    /// <summary>The query, if the key is one by which it tells its rows apart; else it is ended.</summary>
    /// <exception cref="LinqException">It is not.</exception>
    public RunningQuery Check(RunningQuery running)
    {
        // Without an output node rows only come and stay, and the last one of a key is its row.
        if (running.Job.Plan.Physical[0].Inputs[0] is not PhysicalOutput { Key: not null, Input: var rows }
            || rows.Traits.UpsertKeys.Any(key => _columns.SetEquals(key)))
        {
            return running;
        }

        running.Abandon();
        throw LinqErrors.NotTheKey(
            _key, rows.Traits.UpsertKeys.Select(key => $"({string.Join(", ", key.Select(column => rows.Schema[column].Name))})"));
    }
}
