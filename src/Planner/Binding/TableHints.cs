using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>OPTIONS('key' = 'value') behind a table: the table with other options for one query.</summary>
internal sealed class TableHints(BindEnvironment environment)
{
    /// <summary>The options of all OPTIONS hints.</summary>
    public static IReadOnlyList<TableOption> Options(IReadOnlyList<HintSyntax> hints) =>
    [
        .. hints.Where(IsOptions)
            .SelectMany(hint => hint.Arguments.ToArray())
            .Where(argument => argument.Key is not null)
            .Select(argument => TableOptions.Of(argument.Key!, argument.Value)),
    ];

    /// <summary>The table with the options merged in, described anew by its connector; null after an error.</summary>
    public TableDescriptor? Apply(TableDescriptor table, IReadOnlyList<HintSyntax> hints)
    {
        foreach (HintSyntax hint in hints)
        {
            if (IsOptions(hint) && hint.Arguments.Any(argument => argument.Key is null))
            {
                environment.Report(BinderErrors.HintForm(environment.SpanOf(hint)));
                return null;
            }

            if (!IsOptions(hint))
            {
                environment.Report(BinderErrors.HintIgnored(environment.SpanOf(hint), hint.Name.Name));
            }
        }

        IReadOnlyList<TableOption> options = Options(hints);
        if (options.Count == 0)
        {
            return table;
        }

        IEnumerable<TableOption> kept = table.Options.Where(old => options.All(option => option.Key != old.Key));
        try
        {
            TableDescriptor merged = table with { Options = kept.Concat(options).ToEquatable() };
            return merged with { Traits = environment.Context.Describe(merged) };
        }
        catch (QueryException problem)
        {
            environment.Report(BinderErrors.FromConnector(environment.SpanOf(hints[0]), problem));
            return null;
        }
    }

    private static bool IsOptions(HintSyntax hint) =>
        string.Equals(hint.Name.Name, "OPTIONS", StringComparison.OrdinalIgnoreCase);
}
