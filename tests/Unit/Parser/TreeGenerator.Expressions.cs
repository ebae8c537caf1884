using FlinkSql.Parser.Ast;

namespace FlinkSql.Tests.Unit.Parser;

internal sealed partial class TreeGenerator
{
    public ExpressionSyntax Expression()
    {
        if (Exhausted()) return Flip() ? Column() : Literal();
        return Pick(34) switch
        {
            < 4 => Column(),
            < 7 => Literal(),
            < 14 => new BinarySyntax(Expression(), Any<BinaryOperator>(), Expression()),
            < 16 => new UnarySyntax(Any<UnaryOperator>(), Expression()),
            16 => new BetweenSyntax(Expression(), Expression(), Expression()) { Negated = Flip(), Symmetric = Flip() },
            17 => new InListSyntax(Expression(), [Column(), .. Some(0, 3, Expression)]) { Negated = Flip() },
            18 => new InQuerySyntax(Expression(), Query()) { Negated = Flip() },
            19 => new ExistsSyntax(Query()),
            20 => new QuantifiedComparisonSyntax(Expression(), Comparison(), Any<Quantifier>(), Query()),
            21 => new LikeSyntax(Expression(), Any<LikeKind>(), Expression()) { Escape = Maybe(Expression), Negated = Flip() },
            22 => new IsSyntax(Expression(), Any<IsTest>()) { Negated = Flip() },
            23 => new IsDistinctFromSyntax(Expression(), Expression()) { Negated = Flip() },
            24 => new CaseSyntax(Some(1, 3, () => new CaseBranchSyntax(Expression(), Expression())))
            {
                Operand = Maybe(Expression),
                Else = Maybe(Expression),
            },
            25 => new CastSyntax(Expression(), DataType()) { Try = Flip() },
            26 => new AtTimeZoneSyntax(Expression(), Maybe(Expression)),
            27 => Collection(),
            28 => new ElementAccessSyntax(Expression(), Expression()),
            29 => new FieldAccessSyntax(Expression(), Identifier()),
            30 => new ScalarSubquerySyntax(Query()),
            31 => Json(),
            _ => Call(),
        };
    }

    private BinaryOperator Comparison() =>
        (BinaryOperator)((int)BinaryOperator.Equal + Pick((int)BinaryOperator.GreaterOrEqual - (int)BinaryOperator.Equal + 1));

    private ExpressionSyntax Collection() => Pick(4) switch
    {
        0 => new ArraySyntax(Some(0, 3, Expression)),
        1 => new MultisetSyntax(Some(0, 3, Expression)),
        2 => new MapSyntax(Some(0, 3, Entry)),
        _ => new RowSyntax(Some(0, 3, Expression)),
    };

    private MapEntrySyntax Entry() => new(Expression(), Expression());

    private ExpressionSyntax Literal() => Pick(16) switch
    {
        0 => new DecimalLiteralSyntax("1.50"),
        1 => new DoubleLiteralSyntax("2.5E-3"),
        2 => new StringLiteralSyntax(Text()),
        3 => new StringLiteralSyntax(Text()) { Charset = "UTF8" },
        4 => new BinaryLiteralSyntax("CAFE"),
        5 => new BooleanLiteralSyntax(Flip()),
        6 => new NullLiteralSyntax(),
        7 => new UnknownLiteralSyntax(),
        8 => new DateLiteralSyntax("2024-01-01"),
        9 => new TimeLiteralSyntax("12:00:00"),
        10 => new TimestampLiteralSyntax("2024-01-01 12:00:00") { WithLocalTimeZone = Flip() },
        11 => new IntervalLiteralSyntax("1", Qualifier()) { Negative = Flip() },
        12 => new ParameterSyntax(Flip() ? "p" : null),
        _ => new IntegerLiteralSyntax(_random.Next(1000).ToString()),
    };

    private FunctionCallSyntax Call()
    {
        FunctionCallSyntax call = Pick(12) switch
        {
            0 => BuiltIn("EXTRACT", new TimeUnitSyntax(Any<TimeUnit>()), Expression()),
            1 => BuiltIn(Flip() ? "FLOOR" : "CEIL", Expression(), new TimeUnitSyntax(Any<TimeUnit>())),
            2 => BuiltIn("TRIM", new KeywordArgumentSyntax(Flip() ? "BOTH" : "LEADING"), Expression(), Expression()),
            3 => BuiltIn("POSITION", Expression(), Expression()),
            4 => BuiltIn("OVERLAY", Expression(), Expression(), Expression()),
            5 => BuiltIn("SUBSTRING", Expression(), Expression()),
            6 => BuiltIn("TIMESTAMPADD", new TimeUnitSyntax(Any<TimeUnit>()), Expression(), Expression()),
            7 => BuiltIn("CURRENT_TIMESTAMP"),
            8 => BuiltIn("JSON_ARRAYAGG", Expression(), new KeywordArgumentSyntax("NULL ON NULL")),
            9 => BuiltIn("COUNT", new StarSyntax([])),
            _ => new FunctionCallSyntax(FunctionName(), Arguments(1, 3)) { Quantifier = Any<SetQuantifier>() },
        };
        if (call.Name[0].Name != "COUNT" || Flip()) return call;
        return call with
        {
            WithinGroup = Some(0, 2, SortItem),
            Nulls = Any<NullTreatment>(),
            Filter = Maybe(Expression),
            Over = Maybe<WindowSyntax>(() => Flip() ? new WindowNameSyntax(Identifier()) : Window()),
        };
    }

    // A single special word would read as its own form.
    private SyntaxList<IdentifierSyntax> FunctionName() =>
        Pick(4) switch
        {
            0 => [new IdentifierSyntax("LEFT")],
            1 => [new IdentifierSyntax("f")],
            2 => [new IdentifierSyntax("JSON_VALUE")],
            _ => Name(),
        };

    private static FunctionCallSyntax BuiltIn(string name, params ExpressionSyntax[] arguments) =>
        new([new IdentifierSyntax(name)], arguments.Select(argument => new ArgumentSyntax(argument)).ToSyntaxList());

    private SyntaxList<ArgumentSyntax> Arguments(int least, int most) =>
        Some(least, most, () => new ArgumentSyntax(ArgumentValue()) { Name = Maybe(Identifier) });

    private ExpressionSyntax ArgumentValue() => Pick(8) switch
    {
        0 => new DescriptorSyntax(Some(1, 2, Identifier)),
        1 => new TableArgumentSyntax(new TableQuerySyntax(Name()))
        {
            PartitionBy = Some(0, 2, Expression),
            OrderBy = Some(0, 2, SortItem),
        },
        2 => new ModelArgumentSyntax(Name()),
        3 => new DefaultSyntax(),
        _ => Expression(),
    };

    private ExpressionSyntax Json() => Pick(5) switch
    {
        0 => new JsonValueSyntax(Expression(), Expression())
        {
            Returning = Maybe(DataType),
            OnEmpty = Maybe(Behavior),
            OnError = Maybe(Behavior),
        },
        1 => new JsonQuerySyntax(Expression(), Expression())
        {
            Returning = Maybe(DataType),
            Wrapper = Any<JsonWrapper>(),
            OnEmpty = Maybe(Behavior),
            OnError = Maybe(Behavior),
        },
        2 => new JsonExistsSyntax(Expression(), Expression()) { OnError = Maybe(Behavior) },
        3 => new JsonObjectSyntax(Some(0, 3, Entry)) { AbsentOnNull = Flip() },
        _ => new JsonArraySyntax(Some(0, 3, Expression)) { AbsentOnNull = Flip() },
    };

    private JsonBehaviorSyntax Behavior()
    {
        JsonBehavior kind = Any<JsonBehavior>();
        return new JsonBehaviorSyntax(kind) { Default = kind == JsonBehavior.Default ? Expression() : null };
    }

    private SortItemSyntax SortItem() => new(Expression()) { Descending = Flip(), Nulls = Any<NullOrder>() };

    private WindowSpecificationSyntax Window() => new()
    {
        Refines = Maybe(Identifier),
        PartitionBy = Some(0, 2, Expression),
        OrderBy = Some(0, 2, SortItem),
        Frame = Maybe(() => new WindowFrameSyntax(Any<FrameUnit>(), Bound()) { End = Maybe(Bound) }),
    };

    private FrameBoundSyntax Bound()
    {
        FrameBoundKind kind = Any<FrameBoundKind>();
        bool offset = kind is FrameBoundKind.Preceding or FrameBoundKind.Following;
        return new FrameBoundSyntax(kind) { Offset = offset ? Expression() : null };
    }
}
