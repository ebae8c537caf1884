using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>TUMBLE, HOP, CUMULATE and SESSION in FROM.</summary>
internal sealed class WindowTableFunctionBinder(BindEnvironment environment)
{
    private static readonly Dictionary<string, string[]> s_parameters = new()
    {
        ["TUMBLE"] = ["data", "timecol", "size", "offset"],
        ["HOP"] = ["data", "timecol", "slide", "size", "offset"],
        ["CUMULATE"] = ["data", "timecol", "step", "size", "offset"],
        ["SESSION"] = ["data", "timecol", "gap"],
    };

    public static IEnumerable<string> Names => s_parameters.Keys;

    public static bool IsWindow(FunctionCallSyntax call) =>
        call.Name is [var name] && s_parameters.ContainsKey(name.Name.ToUpperInvariant());

    public BoundTable Bind(FunctionCallSyntax call, Relation relation)
    {
        string window = call.Name[0].Name.ToUpperInvariant();
        if (Arguments(call, window) is not { } arguments)
        {
            return BoundTable.FailedAs(relation.Alias);
        }

        (BoundTable input, int[]? partition) = BindData(arguments["data"], window);
        int time = BindTimeColumn(arguments["timecol"], window, input);
        var lengths = new Dictionary<string, Expr>();
        bool complete = true;
        foreach ((string name, ExpressionSyntax value) in arguments)
        {
            if (name is "data" or "timecol")
            {
                continue;
            }

            Expr? length = new ExpressionBinder(environment, Scope.Empty, Clause.WindowArgument).Bind(value);
            complete &= length is not null;
            if (length is not null)
            {
                lengths.Add(name, length);
            }
        }

        WindowSpec? spec = complete ? WindowSpecs.Create(window, lengths, environment.SpanOf(call), environment) : null;
        if (input.Plan is null || partition is null || time < 0 || spec is null)
        {
            return BoundTable.FailedAs(relation.Alias);
        }

        LogicalNode plan = new LogicalWindow(input.Plan, spec, time, partition.ToEquatable())
        {
            Span = environment.SpanOf(call),
        };
        return new BoundTable(plan, Scope.Of(plan.Schema, relation));
    }

    private Dictionary<string, ExpressionSyntax>? Arguments(FunctionCallSyntax call, string window)
    {
        string[] parameters = s_parameters[window];
        var arguments = new Dictionary<string, ExpressionSyntax>();
        for (int position = 0; position < call.Arguments.Count; position++)
        {
            ArgumentSyntax argument = call.Arguments[position];
            string? name = argument.Name is { } written
                ? parameters.FirstOrDefault(parameter => string.Equals(parameter, written.Name, StringComparison.OrdinalIgnoreCase))
                : position < parameters.Length ? parameters[position] : null;
            if (name is null || !arguments.TryAdd(name, argument.Value))
            {
                environment.Report(BinderErrors.WindowArgument(
                    environment.SpanOf(argument), window, argument.Name?.Name, Form(window)));
                return null;
            }
        }

        string? missing = parameters.FirstOrDefault(name => name != "offset" && !arguments.ContainsKey(name));
        if (missing is not null)
        {
            environment.Report(BinderErrors.WindowArgumentMissing(environment.SpanOf(call), window, missing, Form(window)));
            return null;
        }

        return arguments;
    }

    private static string Form(string window) => window switch
    {
        "TUMBLE" => "TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])",
        "HOP" => "HOP(TABLE t, DESCRIPTOR(ts), slide, size [, offset])",
        "CUMULATE" => "CUMULATE(TABLE t, DESCRIPTOR(ts), step, size [, offset])",
        _ => "SESSION(TABLE t [PARTITION BY key], DESCRIPTOR(ts), gap)",
    };

    private (BoundTable Input, int[]? Partition) BindData(ExpressionSyntax data, string window)
    {
        QuerySyntax? query = data switch
        {
            TableArgumentSyntax argument => argument.Query,
            ScalarSubquerySyntax subquery => subquery.Query,
            ColumnRefSyntax name => new TableQuerySyntax(name.Name) { Span = name.Span },
            _ => null,
        };
        if (query is null)
        {
            environment.Report(BinderErrors.WindowArgument(environment.SpanOf(data), window, null, Form(window)));
            return (BoundTable.Failed, null);
        }

        BoundTable input = new QueryBinder(environment).Bind(query);
        if (data is not TableArgumentSyntax { PartitionBy.Count: > 0 } partitioned)
        {
            return (input, []);
        }

        if (window != "SESSION")
        {
            environment.Report(BinderErrors.WindowPartition(environment.SpanOf(partitioned.PartitionBy[0]), window));
            return (input, null);
        }

        return (input, BindPartition(partitioned, input));
    }

    private int[]? BindPartition(TableArgumentSyntax argument, BoundTable input)
    {
        var binder = new ExpressionBinder(environment, input.Scope, Clause.WindowArgument);
        if (binder.BindAll(argument.PartitionBy) is not { } keys)
        {
            return null;
        }

        foreach (Expr key in keys)
        {
            if (key is not ColumnExpr)
            {
                environment.Report(BinderErrors.PartitionNotAColumn(key.Span));
                return null;
            }
        }

        return [.. keys.Select(key => ((ColumnExpr)key).Column)];
    }

    private int BindTimeColumn(ExpressionSyntax syntax, string window, BoundTable input)
    {
        if (syntax is not DescriptorSyntax { Columns: [var name] })
        {
            environment.Report(BinderErrors.WindowArgument(environment.SpanOf(syntax), window, null, Form(window)));
            return -1;
        }

        if (input.Plan is null)
        {
            return -1;
        }

        SourceSpan span = environment.SpanOf(name);
        (IReadOnlyList<ScopeColumn> found, _) = input.Scope.Resolve([name.Name]);
        if (found is not [{ Value: ColumnExpr column }])
        {
            environment.Report(BinderErrors.ColumnNotFound(
                span,
                name.Name,
                input.Scope.Relations is [{ Alias: { } table }] ? table : null,
                [.. input.Scope.Columns.Select(candidate => candidate.Name)]));
            return -1;
        }

        return TimeColumns.Check(input.Plan, column.Column, window, span, environment) ? column.Column : -1;
    }
}
