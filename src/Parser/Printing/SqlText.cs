using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser.Printing;

/// <summary>The SQL under construction. One partial file per family of nodes.</summary>
internal sealed partial class SqlText
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Writes any node.</summary>
    public void Node(SyntaxNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case StatementSyntax statement: Statement(statement); break;
            case QuerySyntax query: Query(query); break;
            case ExpressionSyntax expression: Expression(expression); break;
            case DataTypeSyntax type: DataType(type); break;
            case TableRefSyntax table: Table(table); break;
            case IdentifierSyntax identifier: Name(identifier); break;
            case RowPatternSyntax pattern: Pattern(pattern, 0); break;
            case AlterActionSyntax action: AlterAction(action); break;
            case ColumnSyntax column: Column(column); break;
            case GroupingSyntax grouping: Grouping(grouping); break;
            case WindowSyntax window: Window(window); break;
            default: Part(node); break;
        }
    }

    private void Part(SyntaxNode node)
    {
        switch (node)
        {
            case SelectItemSyntax item: SelectItem(item); break;
            case SortItemSyntax item: SortItem(item); break;
            case ArgumentSyntax argument: Argument(argument); break;
            case CaseBranchSyntax branch: Branch(branch); break;
            case MapEntrySyntax entry: Entry(entry, ", "); break;
            case JsonBehaviorSyntax behavior: Behavior(behavior); break;
            case IntervalQualifierSyntax qualifier: Qualifier(qualifier); break;
            case NamedWindowSyntax window: NamedWindow(window); break;
            case WindowFrameSyntax frame: Frame(frame); break;
            case FrameBoundSyntax bound: Bound(bound); break;
            case WithClauseSyntax with: With(with); break;
            case CommonTableSyntax table: CommonTable(table); break;
            case GroupBySyntax groupBy: GroupBy(groupBy); break;
            case EmitSyntax emit: Emit(emit); break;
            case TableAliasSyntax alias: Alias(alias); break;
            case HintSyntax hint: Hint(hint); break;
            case HintArgumentSyntax argument: HintArgument(argument); break;
            case SkipSyntax skip: Skip(skip); break;
            case PatternSubsetSyntax subset: Subset(subset); break;
            case PatternDefinitionSyntax definition: Definition(definition); break;
            case RowFieldSyntax field: RowField(field); break;
            case PartitionValueSyntax value: PartitionValue(value); break;
            case AssignmentSyntax assignment: Assignment(assignment); break;
            case OptionSyntax option: Option(option); break;
            case WatermarkSyntax watermark: Watermark(watermark); break;
            case ConstraintSyntax constraint: Constraint(constraint); break;
            case DistributionSyntax distribution: Distribution(distribution); break;
            case TableLikeSyntax like: TableLike(like); break;
            case LikeOptionSyntax option: LikeOption(option); break;
            case ResourceSyntax resource: Resource(resource); break;
            case PositionedColumnSyntax column: PositionedColumn(column); break;
            case PartitionSyntax partition: Partition(partition); break;
            default: throw new ArgumentException($"No way to print {node.GetType().Name}.", nameof(node));
        }
    }

    // ---- words, names, lists ----

    private SqlText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    private SqlText AddIf(bool condition, string text) => condition ? Add(text) : this;

    private SqlText Number(int number) => Add(number.ToString(CultureInfo.InvariantCulture));

    private SqlText String(string value) => Add("'").Add(value.Replace("'", "''", StringComparison.Ordinal)).Add("'");

    private SqlText StringAfter(string prefix, string? value) => value is null ? this : Add(prefix).String(value);

    private SqlText Name(IdentifierSyntax name) => Add(Quoted(name.Name));

    private SqlText Name(SyntaxList<IdentifierSyntax> name)
    {
        for (int at = 0; at < name.Count; at++) AddIf(at > 0, ".").Name(name[at]);
        return this;
    }

    private SqlText NameAfter(string prefix, IdentifierSyntax? name) => name is null ? this : Add(prefix).Name(name);

    private SqlText NodeAfter(string prefix, SyntaxNode? node)
    {
        if (node is null) return this;
        Add(prefix).Node(node);
        return this;
    }

    private SqlText List<T>(SyntaxList<T> items, string separator = ", ")
        where T : SyntaxNode
    {
        for (int at = 0; at < items.Count; at++) AddIf(at > 0, separator).Node(items[at]);
        return this;
    }

    private SqlText ListAfter<T>(string prefix, SyntaxList<T> items, string suffix = "")
        where T : SyntaxNode =>
        items.IsEmpty ? this : Add(prefix).List(items).Add(suffix);

    /// <summary>A name, back-quoted when it could be taken for anything else.</summary>
    public static string Quoted(string name) =>
        IsPlain(name) && Keywords.TypeOf(name) == Generated.FlinkSqlLexer.IDENTIFIER
            ? name
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] is '_' or '$')) return false;
        foreach (char c in name)
        {
            bool part = char.IsLetter(c) || char.IsAsciiDigit(c) || c is '_' or '$';
            if (!part) return false;
        }
        return true;
    }
}
