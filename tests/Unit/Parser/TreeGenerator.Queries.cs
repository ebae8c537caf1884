using FlinkSql.Parser.Ast;

namespace FlinkSql.Tests.Unit.Parser;

internal sealed partial class TreeGenerator
{
    public QuerySyntax Query()
    {
        if (Exhausted()) return new TableQuerySyntax(Name());
        return Pick(8) switch
        {
            0 => new TableQuerySyntax(Name()),
            1 => new ValuesSyntax(Some(1, 3, () => new RowSyntax(Some(1, 3, Expression)))),
            2 => new SetOperationSyntax(Query(), Any<SetOperator>(), Query()) { All = Flip() },
            3 => new QueryWithClausesSyntax(Query())
            {
                With = Maybe(() => new WithClauseSyntax(Some(1, 2, CommonTable)) { Recursive = Flip() }),
                OrderBy = Some(0, 2, SortItem),
                Limit = Maybe(Expression),
                Offset = new IntegerLiteralSyntax("1"),
                Emit = Maybe(Emit),
            },
            _ => Select(),
        };
    }

    private CommonTableSyntax CommonTable() => new(Identifier(), Query()) { Columns = Some(0, 2, Identifier) };

    private EmitSyntax Emit()
    {
        EmitTrigger trigger = Any<EmitTrigger>();
        bool interval = trigger == EmitTrigger.Periodic || (trigger == EmitTrigger.OnUpdate && Flip());
        return new EmitSyntax(trigger)
        {
            Interval = interval ? Expression() : null,
            AllowedLateness = Maybe(Expression),
            Timeout = Maybe(Expression),
            Mode = trigger == EmitTrigger.None || Flip() ? Any<OutputMode>() : null,
        };
    }

    private SelectSyntax Select() => new(Some(1, 4, SelectItem))
    {
        Quantifier = Any<SetQuantifier>(),
        Stream = Pick(10) == 0,
        Hints = Hints(),
        From = Flip() ? Table() : null,
        Where = Maybe(Expression),
        GroupBy = Maybe(() => Pick(5) == 0 ? new GroupBySyntax([]) { All = true } : new GroupBySyntax(Some(1, 3, Grouping))),
        Having = Maybe(Expression),
        Windows = Some(0, 1, () => new NamedWindowSyntax(Identifier(), Window())),
        Qualify = Maybe(Expression),
    };

    private SelectItemSyntax SelectItem() => Pick(6) == 0
        ? new SelectItemSyntax(new StarSyntax(Some(0, 2, Identifier))
        {
            Exclude = Some(0, 2, Identifier),
            Replace = Some(0, 1, () => new SelectItemSyntax(Expression()) { Alias = Identifier() }),
        })
        : new SelectItemSyntax(Expression()) { Alias = Maybe(Identifier) };

    private GroupingSyntax Grouping() => Pick(Exhausted() ? 2 : 6) switch
    {
        2 => new GroupingSetSyntax(Flip() ? [] : Some(2, 3, Expression) is { Count: > 1 } keys ? keys : []),
        3 => new RollupSyntax(Some(1, 2, Grouping)),
        4 => new CubeSyntax(Some(1, 2, Grouping)),
        5 => new GroupingSetsSyntax(Some(1, 2, Grouping)),
        _ => new GroupingKeySyntax(Expression()),
    };

    private SyntaxList<HintSyntax> Hints() => Some(0, 1, () => new HintSyntax(
        Identifier(), Some(0, 2, () => new HintArgumentSyntax(Text()) { Key = OptionalText() })));

    private TableRefSyntax Table()
    {
        if (Exhausted()) return new NamedTableSyntax(Name());
        if (Pick(3) == 0) return Join();
        AliasedTableSyntax table = Pick(7) switch
        {
            0 => new FileTableSyntax(Text()) { Hints = Hints() },
            1 => new DerivedTableSyntax(Query()) { Lateral = Flip() },
            2 => new TableFunctionSyntax(TableCall()) { Lateral = Flip() },
            3 => new UnnestSyntax(Some(1, 2, Expression)) { WithOrdinality = Flip() },
            4 => Match(),
            _ => new NamedTableSyntax(Name()) { Hints = Hints(), SystemTime = Maybe(Expression) },
        };
        return table with { Alias = Maybe(() => new TableAliasSyntax(Identifier()) { Columns = Some(0, 2, Identifier) }) };
    }

    private FunctionCallSyntax TableCall()
    {
        SyntaxList<ArgumentSyntax> arguments = Arguments(1, 3).Select(argument => argument.Value is ScalarSubquerySyntax query
            ? argument with { Value = new TableArgumentSyntax(query.Query) }
            : argument).ToSyntaxList();
        return new FunctionCallSyntax(Name(), arguments);
    }

    private JoinSyntax Join()
    {
        JoinKind kind = Any<JoinKind>();
        bool condition = kind is not (JoinKind.Comma or JoinKind.Cross);
        bool useNames = condition && Flip();
        return new JoinSyntax(Table(), kind, Table())
        {
            Natural = condition && Pick(5) == 0,
            On = condition && !useNames ? Expression() : null,
            Using = useNames ? Some(1, 2, Identifier) : [],
            MatchCondition = kind is JoinKind.AsOf or JoinKind.LeftAsOf ? Maybe(Expression) : null,
        };
    }

    private MatchRecognizeSyntax Match() => new(Table(), Pattern())
    {
        PartitionBy = Some(0, 2, Expression),
        OrderBy = Some(0, 2, SortItem),
        Measures = Some(0, 2, () => new SelectItemSyntax(Expression()) { Alias = Identifier() }),
        Rows = Any<RowsPerMatch>(),
        Skip = Maybe(Skip),
        Within = Maybe(Expression),
        Subsets = Some(0, 1, () => new PatternSubsetSyntax(Identifier(), Some(1, 2, Identifier))),
        Definitions = Some(1, 2, () => new PatternDefinitionSyntax(Identifier(), Expression())),
    };

    private SkipSyntax Skip()
    {
        SkipTarget target = Any<SkipTarget>();
        return new SkipSyntax(target) { Variable = target is SkipTarget.First or SkipTarget.Last ? Identifier() : null };
    }

    private RowPatternSyntax Pattern() => Pick(Exhausted() ? 1 : 7) switch
    {
        1 => new PatternSequenceSyntax([Pattern(), Pattern()]),
        2 => new PatternAlternationSyntax([Pattern(), Pattern(), Pattern()]),
        3 => new PatternRepeatSyntax(Pattern(), Pick(3), Flip() ? null : 2 + Pick(3)) { Reluctant = Flip() },
        4 => new PatternExcludeSyntax(Pattern()),
        5 => new PatternPermuteSyntax([Pattern(), Pattern()]),
        _ => new PatternVariableSyntax(Identifier()),
    };
}
