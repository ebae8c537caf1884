using System.Collections.Frozen;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

/// <summary>The words that are names to the grammar and mean something in one place only.</summary>
internal sealed partial class AstBuilder
{
    private static readonly FrozenDictionary<string, OutputMode> OutputModes = WordsOf<OutputMode>();

    private static readonly FrozenDictionary<string, RefreshMode> RefreshModes = WordsOf<RefreshMode>();

    private static readonly FrozenDictionary<string, LikeFeature> LikeFeatures = WordsOf<LikeFeature>();

    private static readonly FrozenDictionary<string, ConflictAction> ConflictActions = WordsOf<ConflictAction>();

    private static readonly FrozenDictionary<string, ResourceKind> ResourceKinds = WordsOf<ResourceKind>();

    private static readonly FrozenDictionary<string, DistributionKind> DistributionKinds =
        WordsOf(DistributionKind.Hash, DistributionKind.Range);

    private static readonly FrozenDictionary<string, ExplainDetail> ExplainDetails = ReadExplainDetails();

    private static readonly FrozenDictionary<string, ShowKind> ShowLists = new Dictionary<string, ShowKind>
    {
        ["TABLES"] = ShowKind.Tables,
        ["VIEWS"] = ShowKind.Views,
        ["MATERIALIZED TABLES"] = ShowKind.MaterializedTables,
        ["DATABASES"] = ShowKind.Databases,
        ["CATALOGS"] = ShowKind.Catalogs,
        ["FUNCTIONS"] = ShowKind.Functions,
        ["USER FUNCTIONS"] = ShowKind.UserFunctions,
        ["PROCEDURES"] = ShowKind.Procedures,
        ["MODELS"] = ShowKind.Models,
        ["MODULES"] = ShowKind.Modules,
        ["FULL MODULES"] = ShowKind.FullModules,
        ["JOBS"] = ShowKind.Jobs,
        ["JARS"] = ShowKind.Jars,
        ["CONNECTIONS"] = ShowKind.Connections,
        ["COLUMNS"] = ShowKind.Columns,
        ["CURRENT CATALOG"] = ShowKind.CurrentCatalog,
        ["CURRENT DATABASE"] = ShowKind.CurrentDatabase,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, T> WordsOf<T>(params T[] values)
        where T : struct, Enum =>
        (values.Length == 0 ? Enum.GetValues<T>() : values)
            .ToFrozenDictionary(value => value.ToString().ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, ExplainDetail> ReadExplainDetails()
    {
        Dictionary<string, ExplainDetail> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (ExplainDetail detail in Enum.GetValues<ExplainDetail>()) words[Printing.Words.Of(detail)] = detail;
        words["CODEGEN"] = ExplainDetail.Code;
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static T Word<T>(IdentifierContext context, FrozenDictionary<string, T> words)
        where T : struct =>
        words.TryGetValue(context.Start.Text, out T value)
            ? value
            : throw new SyntaxErrorException(ParserErrors.UnknownWord(SpanOf(context), context.Start.Text, words.Keys));
}
