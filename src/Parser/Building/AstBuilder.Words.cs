using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Printing;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

/// <summary>The words that are names to the grammar and mean something in one place only.</summary>
internal sealed partial class AstBuilder
{
    private static readonly ShowKind[] ShowLists =
    [
        ShowKind.Tables, ShowKind.Views, ShowKind.MaterializedTables, ShowKind.Databases, ShowKind.Catalogs, ShowKind.Functions,
        ShowKind.UserFunctions, ShowKind.Procedures, ShowKind.Models, ShowKind.Modules, ShowKind.FullModules, ShowKind.Jobs,
        ShowKind.Jars, ShowKind.Connections, ShowKind.Columns, ShowKind.CurrentCatalog, ShowKind.CurrentDatabase,
    ];

    /// <summary>The member of an enum a word names.</summary>
    private static T Word<T>(IdentifierContext context)
        where T : struct, Enum => Word(SpanOf(context), context.Start.Text, '_', Enum.GetValues<T>());

    private static T Word<T>(SourceSpan span, string text, char separator, T[] values)
        where T : struct, Enum
    {
        foreach (T value in values)
        {
            if (Words.Of(value, separator).Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        }
        IEnumerable<string> known = values.Select(value => Words.Of(value, separator));
        throw new SyntaxErrorException(ParserErrors.UnknownWord(span, text, known));
    }

    private static ExplainDetail Detail(ExplainDetailContext context) =>
        context.Start.Text.Equals("CODEGEN", StringComparison.OrdinalIgnoreCase)
            ? ExplainDetail.Code
            : Word<ExplainDetail>(context.identifier());

    private static ShowKind ShowList(ShowWordsContext context)
    {
        string text = string.Join(' ', context.children.Select(word => word.GetText()));
        return Word(SpanOf(context), text, ' ', ShowLists);
    }

    private static DistributionKind Algorithm(IdentifierContext? context) => context is null
        ? DistributionKind.Unspecified
        : Word(SpanOf(context), context.Start.Text, '_', [DistributionKind.Hash, DistributionKind.Range]);
}
