using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds calls of <see cref="TableFunction"/>s: the arguments, and the table they stand for.</summary>
internal sealed class TableFunctionBinder(BindEnvironment environment)
{
    /// <summary>The names of all functions in FROM that there are.</summary>
    public IEnumerable<string> Names =>
        WindowTableFunctionBinder.Names.Concat(environment.Context.TableFunctions.Select(function => function.Name));

    public TableFunction? Find(FunctionCallSyntax call) => call.Name is [var name]
        ? environment.Context.TableFunctions.FirstOrDefault(
            function => string.Equals(function.Name, name.Name, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>The table; null after an error was reported.</summary>
    public TableDescriptor? Bind(TableFunction function, FunctionCallSyntax call)
    {
        if (Arguments(function, call) is not { } arguments)
        {
            return null;
        }

        try
        {
            return function.Describe(arguments);
        }
        catch (QueryException problem)
        {
            environment.Report(BinderErrors.FromConnector(environment.SpanOf(call), problem));
            return null;
        }
    }

    private string?[]? Arguments(TableFunction function, FunctionCallSyntax call)
    {
        var values = new string?[function.Parameters.Count];
        for (int position = 0; position < call.Arguments.Count; position++)
        {
            ArgumentSyntax argument = call.Arguments[position];
            int parameter = argument.Name is { } name
                ? function.Parameters.ToList().FindIndex(p => string.Equals(p, name.Name, StringComparison.OrdinalIgnoreCase))
                : position;
            if (parameter < 0 || parameter >= values.Length || values[parameter] is not null || Text(argument.Value) is not { } text)
            {
                environment.Report(BinderErrors.WindowArgument(
                    environment.SpanOf(argument), function.Name, parameter < 0 ? argument.Name?.Name : null, function.Form));
                return null;
            }

            values[parameter] = text;
        }

        int missing = Array.FindIndex(values, 0, function.Required, value => value is null);
        if (missing >= 0)
        {
            environment.Report(BinderErrors.WindowArgumentMissing(
                environment.SpanOf(call), function.Name, function.Parameters[missing], function.Form));
            return null;
        }

        return values;
    }

    private string? Text(ExpressionSyntax argument) =>
        argument is LiteralSyntax
            && new ExpressionBinder(environment, Scope.Empty, Clause.WindowArgument).Bind(argument)
                is LiteralExpr { Type: StringType, Value: string text }
            ? text
            : null;
}
