using FlinkSql.Engine;
using FlinkSql.Linq.Rows;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Linq.Translation;

/// <summary>The late rows of a job as a query: <c>FROM TABLE(late_rows('job-1'))</c>.</summary>
internal static class LateRowQuery
{
    /// <summary>Operator, watermark, milliseconds, begin and end of the window.</summary>
    private const int AddedColumns = 5;

    /// <exception cref="LinqException">The operator does not get the columns, or it is not clear which operator.</exception>
    public static StreamQuery Of<T>(RunningJob job, string? operatorName)
    {
        LateRowLog[] logs = [.. job.LateRows.Operators];
        LateRowLog[] named = operatorName is null
            ? logs
            : [.. logs.Where(log => log.Name.Contains(operatorName, StringComparison.OrdinalIgnoreCase))];
        LateRowLog log = named.FirstOrDefault(candidate => candidate.Name == operatorName)
            ?? (named is [var only] ? only : throw LinqErrors.LateOperator(job.Name, operatorName, logs.Select(each => each.Name)));
        string[] columns = [.. log.Schema.Fields.Select(field => field.Name)];
        Shape row = RowTable.Of(typeof(T)).Shape;
        CheckColumns(typeof(T), row, [.. columns.Take(log.InputColumns)], log.Name);

        string[] arguments = logs.Length == 1 ? [job.Id.ToString()] : [job.Id.ToString(), log.Name];
        FunctionCallSyntax call = Syntax.Call("late_rows", arguments.Select(text => new StringLiteralSyntax(text)));
        return new StreamQuery(new TableFunctionSyntax(call), Late(typeof(LateRow<T>), row, log, columns));
    }

    private static void CheckColumns(Type type, Shape row, string[] columns, string operatorName)
    {
        string[] missing =
        [
            .. ResultColumns.ToMake(row).Select(column => ((ColumnRefSyntax)column.Value.Sql).Name[^1].Name).Except(columns),
        ];
        if (missing.Length != 0)
        {
            throw LinqErrors.LateColumns(type, missing, columns, operatorName);
        }
    }

    // The columns behind those of the input have names that the input has not; their order is always the same.
    private static ObjectShape Late(Type type, Shape row, LateRowLog log, string[] columns)
    {
        string[] added = [.. columns.TakeLast(AddedColumns)];
        ObjectPart Part(string name, Type value, int column) =>
            new(name, new ValueShape(value, Syntax.Column(added[column])), PartRole.Argument);

        return new ObjectShape(
            type,
            type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length),
            [
                new ObjectPart(nameof(LateRow<int>.Row), row, PartRole.Argument),
                Part(nameof(LateRow<int>.Watermark), typeof(DateTime?), 1),
                Part(nameof(LateRow<int>.LateByMilliseconds), typeof(long?), 2),
                Part(nameof(LateRow<int>.WindowStart), typeof(DateTime?), 3),
                Part(nameof(LateRow<int>.WindowEnd), typeof(DateTime?), 4),
                Part(nameof(LateRow<int>.Operator), typeof(string), 0),
            ]);
    }
}
