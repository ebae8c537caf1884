using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    /// <summary>Writes an expression, in parentheses if it binds weaker than its place allows.</summary>
    private SqlText Operand(ExpressionSyntax expression, int minimum)
    {
        if (Binding.Of(expression) >= minimum)
        {
            Node(expression);
            return this;
        }
        Add("(").Node(expression);
        return Add(")");
    }

    /// <summary>An operand where the grammar wants no comparison, AND or OR without parentheses.</summary>
    private SqlText Value(ExpressionSyntax expression) => Operand(expression, Binding.Additive);

    private void Expression(ExpressionSyntax expression)
    {
        // Chains lean to the left and can be long: go down without recursion, write on the way up.
        Stack<ExpressionSyntax> chain = new();
        ExpressionSyntax leftmost = expression;
        bool parens = false;
        while (!parens && Binding.LeftOf(leftmost) is { } left)
        {
            chain.Push(leftmost);
            parens = Binding.LeftNeedsParens(leftmost, left);
            leftmost = left;
        }
        if (parens) InParens("(", leftmost);
        else Leftmost(leftmost);
        while (chain.TryPop(out ExpressionSyntax? operation)) Rest(operation);
    }

    /// <summary>What stands behind the left operand of an operation.</summary>
    private void Rest(ExpressionSyntax operation)
    {
        switch (operation)
        {
            case BinarySyntax binary:
                Add(" ").Add(Binding.TextOf(binary.Operator)).Add(" ");
                Operand(binary.Right, Binding.Of(binary) + 1);
                break;
            case BetweenSyntax between:
                Add(between.Negated ? " NOT BETWEEN " : " BETWEEN ").AddIf(between.Symmetric, "SYMMETRIC ");
                Value(between.Low).Add(" AND ").Value(between.High);
                break;
            case InListSyntax list:
                Add(list.Negated ? " NOT IN (" : " IN (").List(list.Items).Add(")");
                break;
            case InQuerySyntax query:
                Add(query.Negated ? " NOT IN (" : " IN (").Node(query.Query);
                Add(")");
                break;
            case QuantifiedComparisonSyntax quantified:
                Add($" {Binding.TextOf(quantified.Operator)} {Words.Of(quantified.Quantifier)} (").Node(quantified.Query);
                Add(")");
                break;
            case LikeSyntax like:
                Add(like.Negated ? " NOT " : " ").Add(TextOf(like.Kind)).Add(" ").Value(like.Pattern);
                if (like.Escape is { } escape) Add(" ESCAPE ").Value(escape);
                break;
            case IsDistinctFromSyntax distinct:
                Add(distinct.Negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                Operand(distinct.Right, Binding.Comparison + 1);
                break;
            case IsSyntax test:
                Add(test.Negated ? " IS NOT " : " IS ").Add(Words.Of(test.Test, ' '));
                break;
            case AtTimeZoneSyntax { Zone: null }:
                Add(" AT LOCAL");
                break;
            case AtTimeZoneSyntax { Zone: { } zone }:
                Add(" AT TIME ZONE ").Operand(zone, Binding.Primary);
                break;
            case ElementAccessSyntax element:
                Add("[").Node(element.Index);
                Add("]");
                break;
            case FieldAccessSyntax field:
                Add(".").Name(field.Field);
                break;
        }
    }

    private static string TextOf(LikeKind kind) => kind switch
    {
        LikeKind.Like => "LIKE",
        LikeKind.ILike => "ILIKE",
        _ => "SIMILAR TO",
    };

    private void Leftmost(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralSyntax literal: Literal(literal); break;
            case ColumnRefSyntax column: Name(column.Name); break;
            case FunctionCallSyntax call: Call(call); break;
            case UnarySyntax unary: Unary(unary); break;
            case ParameterSyntax parameter: Add(parameter.Name is null ? "?" : ":" + parameter.Name); break;
            case ExistsSyntax exists: InParens("EXISTS (", exists.Query); break;
            case ScalarSubquerySyntax subquery: InParens("(", subquery.Query); break;
            case CaseSyntax @case: Case(@case); break;
            case CastSyntax cast:
                Add(cast.Try ? "TRY_CAST(" : "CAST(").Node(cast.Operand);
                InParens(" AS ", cast.Type);
                break;
            case ArraySyntax array: Add("ARRAY[").List(array.Items).Add("]"); break;
            case MultisetSyntax multiset: Add("MULTISET[").List(multiset.Items).Add("]"); break;
            case MapSyntax map: Add("MAP[").List(map.Entries).Add("]"); break;
            case RowSyntax row: Add("ROW(").List(row.Items).Add(")"); break;
            case MatchScopeSyntax scope: Add(Words.Of(scope.Scope)).Add(" ").Node(scope.Operand); break;
            case TimeUnitSyntax unit: Add(Building.TimeUnits.NameOf(unit.Unit)); break;
            case StarSyntax star: Star(star); break;
            case KeywordArgumentSyntax keyword: Add(keyword.Keyword); break;
            case DescriptorSyntax descriptor: Add("DESCRIPTOR(").List(descriptor.Columns).Add(")"); break;
            case DefaultSyntax: Add("DEFAULT"); break;
            case TableArgumentSyntax table: TableArgument(table); break;
            case ModelArgumentSyntax model: Add("MODEL ").Name(model.Name); break;
            default: Json(expression); break;
        }
    }

    private void InParens(string opening, SyntaxNode node)
    {
        Add(opening).Node(node);
        Add(")");
    }

    private void Unary(UnarySyntax unary)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not:
                Add("NOT ").Operand(unary.Operand, Binding.Not);
                break;
            default:
                // Two minus signs in a row would begin a comment.
                bool signs = unary.Operand is UnarySyntax { Operator: not UnaryOperator.Not };
                Add(unary.Operator == UnaryOperator.Minus ? "-" : "+").AddIf(signs, " ").Operand(unary.Operand, Binding.Sign);
                break;
        }
    }

    private void Case(CaseSyntax @case)
    {
        Add("CASE").NodeAfter(" ", @case.Operand).ListAfter(" ", @case.Branches, " ", " ");
        NodeAfter("ELSE ", @case.Else).AddIf(@case.Else is not null, " ").Add("END");
    }

    private SqlText ListAfter<T>(string prefix, SyntaxList<T> items, string separator, string suffix)
        where T : SyntaxNode =>
        items.IsEmpty ? this : Add(prefix).List(items, separator).Add(suffix);

    private void Branch(CaseBranchSyntax branch) => Add("WHEN ").NodeAfter("", branch.When).NodeAfter(" THEN ", branch.Then);

    private void Entry(MapEntrySyntax entry, string separator) =>
        NodeAfter("", entry.Key).NodeAfter(separator, entry.Value);

    private void Star(StarSyntax star)
    {
        foreach (IdentifierSyntax part in star.Qualifier) Name(part).Add(".");
        Add("*").ListAfter(" EXCLUDE (", star.Exclude, ")").ListAfter(" REPLACE (", star.Replace, ")");
    }
}
