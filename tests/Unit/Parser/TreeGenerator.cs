using FlinkSql.Parser.Ast;

namespace FlinkSql.Tests.Unit.Parser;

/// <summary>Makes random syntax trees of the shapes the parser makes. The seed decides everything.</summary>
internal sealed partial class TreeGenerator(int seed)
{
    private static readonly string[] Names =
        ["a", "b", "c", "Price", "ts", "order", "select", "value", "timestamp", "with space", "tick`s", "größe", "_x", "$1", "date", "FINAL", "map", "1a", "row", "a.b", "'q'"];

    private readonly Random _random = new(seed);
    private int _budget = 60;

    public StatementSyntax Statement()
    {
        _budget = 80;
        return Pick(28) switch
        {
            < 12 => new QueryStatementSyntax(Query()),
            < 15 => Insert(),
            15 => new StatementSetSyntax(Some(1, 3, Insert)),
            16 or 17 => CreateTable(),
            18 => new CreateViewSyntax(Name(), Query()) { Temporary = Flip(), Columns = Some(0, 3, Identifier), Comment = OptionalText() },
            19 => new ExplainSyntax(Some(0, 3, Any<ExplainDetail>), Flip() ? new QueryStatementSyntax(Query()) : Insert()),
            20 => new UpdateSyntax(Name(), Some(1, 3, () => new AssignmentSyntax(Column(), Expression())))
            {
                Where = Maybe(Expression),
                Alias = Maybe(Identifier),
            },
            21 => new DeleteSyntax(Name()) { Where = Maybe(Expression) },
            22 => new AlterSyntax(ObjectKind.Table, Name(), AlterTable()) { IfExists = Flip() },
            23 => new DropSyntax(ObjectKind.Database, Name()) { IfExists = Flip(), Cascade = Flip() ? Flip() : null },
            24 => new SetSyntax(Text(), Text()),
            25 => new CallSyntax(new FunctionCallSyntax(Name(), Arguments(0, 3))),
            26 => new CreateFunctionSyntax(Name(), Text()) { Temporary = true, System = Flip(), Options = Some(0, 2, Option) },
            _ => new ShowSyntax(ShowKind.Tables) { Name = Flip() ? Name() : [], Pattern = OptionalText() },
        };
    }

    private InsertSyntax Insert() => new(Name(), Query())
    {
        Overwrite = Flip(),
        Columns = Some(0, 3, Column),
        Partition = Some(0, 2, () => new PartitionValueSyntax(Identifier(), Maybe(Literal))),
        Hints = Hints(),
    };

    private CreateTableSyntax CreateTable() => new(Name())
    {
        Temporary = Flip(),
        IfNotExists = Flip(),
        Columns = Some(1, 5, TableColumn),
        Watermarks = Some(0, 1, () => new WatermarkSyntax(Column(), Expression())),
        Constraints = Some(0, 2, Constraint),
        Comment = OptionalText(),
        PartitionedBy = Some(0, 2, Identifier),
        Options = Some(0, 3, Option),
        Distribution = Maybe(() => new DistributionSyntax(Any<DistributionKind>(), Some(1, 2, Identifier)) { Buckets = Flip() ? Pick(9) : null }),
        Like = Maybe(() => new TableLikeSyntax(Name(), Some(0, 3, () => new LikeOptionSyntax(Any<LikeMerge>(), Any<LikeFeature>())))),
        Query = Maybe(Query),
    };

    private AlterActionSyntax AlterTable() => Pick(5) switch
    {
        0 => new RenameActionSyntax(Name()),
        1 => new SetOptionsActionSyntax(Some(1, 3, Option)),
        2 => new SchemaActionSyntax(Flip())
        {
            Columns = Some(1, 3, () => new PositionedColumnSyntax(TableColumn()) { After = Maybe(Column) }),
            Constraints = Some(0, 1, Constraint),
        },
        3 => new DropColumnsActionSyntax(Some(1, 3, Column)),
        _ => new ResetOptionsActionSyntax(Some(1, 3, Text)),
    };

    private ColumnSyntax TableColumn() => Pick(4) switch
    {
        0 => new ComputedColumnSyntax(Identifier(), Expression()) { Comment = OptionalText() },
        1 => new MetadataColumnSyntax(Identifier(), DataType()) { Key = OptionalText(), Virtual = Flip(), Comment = OptionalText() },
        _ => new PhysicalColumnSyntax(Identifier(), DataType()) { Comment = OptionalText() },
    };

    private ConstraintSyntax Constraint() => new(Any<ConstraintKind>(), Some(1, 3, Identifier))
    {
        Name = Maybe(Identifier),
        Enforced = Flip() ? Flip() : null,
    };

    private OptionSyntax Option() => new(Text(), Text());

    // ---- types ----

    public DataTypeSyntax DataType()
    {
        bool small = Exhausted();
        DataTypeSyntax type = Pick(small ? 4 : 10) switch
        {
            4 => new ArrayTypeSyntax(DataType()),
            5 => new MapTypeSyntax(DataType(), DataType()),
            6 => new MultisetTypeSyntax(DataType()),
            7 => new RowTypeSyntax(Some(0, 4, RowField)),
            8 => new StructuredTypeSyntax(Text(), Some(0, 2, RowField)),
            9 => new RawTypeSyntax(Text(), Text()),
            3 => new IntervalTypeSyntax(Qualifier()),
            2 => new NamedTypeSyntax([new IdentifierSyntax("my"), Identifier()]) { Arguments = Some(0, 2, () => Pick(99)) },
            _ => SimpleType(),
        };
        return type with { NotNull = Flip() };
    }

    private SimpleTypeSyntax SimpleType()
    {
        SqlTypeName name = Any<SqlTypeName>();
        int? precision = Flip() ? Pick(39) : null;
        return name switch
        {
            SqlTypeName.Decimal => new SimpleTypeSyntax(name) { Precision = precision, Scale = precision is not null && Flip() ? Pick(9) : null },
            SqlTypeName.Char or SqlTypeName.VarChar or SqlTypeName.Binary or SqlTypeName.VarBinary
                or SqlTypeName.Time or SqlTypeName.Timestamp or SqlTypeName.TimestampLtz or SqlTypeName.TimestampTz =>
                new SimpleTypeSyntax(name) { Precision = precision },
            _ => new SimpleTypeSyntax(name),
        };
    }

    private RowFieldSyntax RowField() => new(Identifier(), DataType()) { Comment = OptionalText() };

    private IntervalQualifierSyntax Qualifier()
    {
        TimeUnit start = Any<TimeUnit>();
        TimeUnit? end = start > 0 && Flip() ? (TimeUnit)Pick((int)start) : null;
        int? precision = Flip() ? Pick(9) : null;
        int? fraction = (end is not null || precision is not null) && Flip() ? Pick(9) : null;
        return new IntervalQualifierSyntax(start) { End = end, Precision = precision, FractionalPrecision = fraction };
    }

    // ---- names, choices ----

    private SyntaxList<IdentifierSyntax> Name() => Some(1, 3, Identifier);

    private IdentifierSyntax Identifier() => new(Names[Pick(Names.Length)]);

    private ColumnRefSyntax Column() => new(Name());

    private string Text() => (string[])["", "x", "it's", "a b", "-- no comment", "/*", "é\n", ";"] is var texts ? texts[Pick(texts.Length)] : "";

    private string? OptionalText() => Flip() ? Text() : null;

    private bool Flip() => _random.Next(2) == 0;

    private int Pick(int count) => _random.Next(count);

    private T Any<T>()
        where T : struct, Enum => Enum.GetValues<T>() is var values ? values[Pick(values.Length)] : default;

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(3) == 0 ? make() : null;

    private SyntaxList<T> Some<T>(int least, int most, Func<T> make)
    {
        int count = Exhausted() ? least : _random.Next(least, most + 1);
        return Enumerable.Range(0, count).Select(_ => make()).ToSyntaxList();
    }

    private bool Exhausted() => --_budget <= 0;
}
