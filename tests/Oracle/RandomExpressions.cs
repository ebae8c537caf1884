using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Tests.Oracle;

/// <summary>Makes well-typed expressions and rows of edge values from a seed.</summary>
internal sealed class RandomExpressions(int seed)
{
    private static readonly DataType[] Types =
    [
        DataTypes.Boolean, DataTypes.TinyInt, DataTypes.SmallInt, DataTypes.Int, DataTypes.BigInt, DataTypes.Double,
        DataTypes.Float, DataTypes.Decimal(10, 2), DataTypes.Decimal(38, 4), DataTypes.String, DataTypes.Timestamp3,
        DataTypes.Date, DataTypes.Time, DataTypes.TimestampLtz3, DataTypes.DayTimeInterval, DataTypes.YearMonthInterval,
        DataTypes.Bytes,
    ];

    // What makes large values of small numbers, and what another test covers.
    private static readonly string[] Avoided = ["REPEAT", "LPAD", "RPAD"];

    // Every function over the types above whose result is one of them.
    private static readonly ILookup<string, ScalarFunction> Functions = FunctionRegistry.BuiltIn.ScalarNames
        .Except(Avoided)
        .SelectMany(FunctionRegistry.BuiltIn.Scalars)
        .Where(function => function.Deterministic && !function.Signature.Variadic
            && function.Signature.Parameters.All(parameter => TypesOf(parameter).Length != 0))
        .ToLookup(function => function.Signature.Result);

    private readonly Random _random = new(seed);

    /// <summary>One nullable column of every type, and one that is never NULL.</summary>
    public static Schema Schema { get; } = new(
        Types.SelectMany((type, number) => new[]
        {
            new Field($"c{number}", type), new Field($"n{number}", type.NotNull()),
        }).ToEquatable());

    public object?[] Row() => [.. Schema.Fields.Select(field => Value(field.Type))];

    public Expr Any() => Of(Types[_random.Next(Types.Length)], depth: 4);

    public Expr Condition() => Of(DataTypes.Boolean, depth: 4);

    private Expr Of(DataType type, int depth)
    {
        if (depth == 0 || _random.Next(6) == 0)
        {
            return _random.Next(3) == 0 ? Literal(type) : Column(type);
        }

        return _random.Next(12) switch
        {
            0 => Case(type, depth - 1),
            1 => Cast(type, depth - 1),
            2 or 3 => (Expr?)Call(type, depth - 1) ?? Case(type, depth - 1),
            _ => type switch
            {
                BooleanType => Boolean(depth - 1),
                IntegerType or FloatingType => Arithmetic(type, depth - 1),
                DecimalType number => Decimals(number, depth - 1),
                StringType => Text(depth - 1),
                _ => (Expr?)Call(type, depth - 1) ?? Case(type, depth - 1),
            },
        };
    }

    private ColumnExpr Column(DataType type)
    {
        int number = Array.FindIndex(Types, candidate => candidate.SameIgnoringNullability(type));
        int column = (2 * number) + _random.Next(2);
        return new ColumnExpr(column, Schema[column].Name, Schema[column].Type);
    }

    private LiteralExpr Literal(DataType type)
    {
        object? value = Value(type);
        return new LiteralExpr(value, type.WithNullable(value is null));
    }

    private Expr Arithmetic(DataType type, int depth)
    {
        if (_random.Next(6) == 0)
        {
            Expr operand = Of(type, depth);
            return new NegateExpr(operand, operand.Type);
        }

        Expr left = Of(type, depth);
        Expr right = Of(type, depth);
        return new ArithmeticExpr(
            (ArithmeticOperator)_random.Next(5), left, right, type.WithNullable(left.Type.Nullable || right.Type.Nullable));
    }

    private Expr Decimals(DecimalType type, int depth)
    {
        Expr left = Of(type, depth);
        Expr right = Of(Types[_random.Next(7, 9)], depth);
        var op = (ArithmeticOperator)_random.Next(5);
        (DecimalType a, DecimalType b) = ((DecimalType)left.Type, (DecimalType)right.Type);
        DataType result = op switch
        {
            ArithmeticOperator.Add => DecimalTypes.Add(a, b),
            ArithmeticOperator.Subtract => DecimalTypes.Subtract(a, b),
            ArithmeticOperator.Multiply => DecimalTypes.Multiply(a, b),
            ArithmeticOperator.Divide => DecimalTypes.Divide(a, b),
            _ => DecimalTypes.Modulo(a, b),
        };
        var computed = new ArithmeticExpr(op, left, right, result.WithNullable(true));
        return result.SameIgnoringNullability(type) ? computed : new CastExpr(computed, type.WithNullable(true), Try: true);
    }

    private Expr Boolean(int depth)
    {
        DataType type = Types[_random.Next(Types.Length)];
        switch (_random.Next(8))
        {
            case 0:
                return new LogicalExpr(_random.Next(2) == 0, [Of(DataTypes.Boolean, depth), Of(DataTypes.Boolean, depth)]);
            case 1:
                return new LogicalExpr(
                    _random.Next(2) == 0,
                    [Of(DataTypes.Boolean, depth), Of(DataTypes.Boolean, depth), Of(DataTypes.Boolean, depth)]);
            case 2:
                return new NotExpr(Of(DataTypes.Boolean, depth));
            case 3:
                return new IsNullExpr(Of(type, depth), _random.Next(2) == 0);
            case 4:
                return new IsTruthExpr(Of(DataTypes.Boolean, depth), _random.Next(2) == 0, _random.Next(2) == 0);
            case 5:
                return new IsDistinctExpr(Of(type, depth), Of(type, depth), _random.Next(2) == 0);
            case 6:
                return new InExpr(
                    Of(type, depth), Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Literal(type)).ToEquatable(), _random.Next(2) == 0);
            default:
                return new CompareExpr((CompareOperator)_random.Next(6), Of(type, depth), Of(type, depth));
        }
    }

    // Any function that gives the type; its arguments are made after it was chosen, so it may give another after all.
    private CallExpr? Call(DataType type, int depth)
    {
        string family = TypeFamily.Of(type);
        ScalarFunction[] choice = [.. Functions[family].Concat(Functions["$0"].Where(f => f.Signature.Parameters[0] == family))];
        if (choice.Length == 0)
        {
            return null;
        }

        ScalarFunction function = choice[_random.Next(choice.Length)];
        Expr[] arguments =
        [
            .. function.Signature.Parameters.Select((parameter, position) =>
                position == 0 && function.Signature.Result == "$0" ? Of(type, depth) : Of(Pick(TypesOf(parameter)), depth)),
        ];
        DataType result = function.ResultType(
            [.. arguments.Select(a => a.Type)], [.. arguments.Select(a => (a as LiteralExpr)?.Value)]);
        return result.SameIgnoringNullability(type) ? new CallExpr(function, arguments.ToEquatable(), result) : null;
    }

    private static DataType[] TypesOf(string parameter) =>
        [.. Types.Where(type => TypeFamily.Of(type) == parameter && (parameter != "decimal" || type.Physical == PhysicalType.Int64))];

    private Expr Text(int depth) => _random.Next(4) switch
    {
        0 => Call("LOWER", Of(DataTypes.String, depth)),
        1 => Call("UPPER", Of(DataTypes.String, depth)),
        2 => Call("$CONCAT", Of(DataTypes.String, depth), Of(DataTypes.String, depth)),
        _ => Call("REVERSE", Of(DataTypes.String, depth)),
    };

    private static CallExpr Call(string name, params Expr[] arguments)
    {
        ScalarFunction function = FunctionRegistry.BuiltIn.Scalars(name).First(f => f.Signature.RequiredCount == arguments.Length);
        return new CallExpr(function, arguments.ToEquatable(), function.ResultType([.. arguments.Select(a => a.Type)]));
    }

    private CaseExpr Case(DataType type, int depth)
    {
        EquatableArray<CaseBranch> branches = Enumerable.Range(0, _random.Next(1, 4))
            .Select(_ => new CaseBranch(Of(DataTypes.Boolean, depth), Of(type, depth))).ToEquatable();
        Expr otherwise = _random.Next(4) == 0 ? new LiteralExpr(null, type) : Of(type, depth);
        bool nullable = otherwise.Type.Nullable || branches.Any(branch => branch.Value.Type.Nullable);
        return new CaseExpr(branches, otherwise, type.WithNullable(nullable));
    }

    private Expr Cast(DataType type, int depth)
    {
        DataType from = Types[_random.Next(Types.Length)];
        if (CastRegistry.Find(from, type) is not { } cast)
        {
            return Column(type);
        }

        Expr operand = Of(from, depth);
        bool attempt = _random.Next(3) != 0;
        return new CastExpr(
            operand, type.WithNullable(operand.Type.Nullable || (cast.MayFail && (attempt || cast.NullOnFailure))), attempt);
    }

    private object? Value(DataType type)
    {
        if (type.Nullable && _random.Next(4) == 0)
        {
            return null;
        }

        return type switch
        {
            BooleanType => _random.Next(2) == 0,
            IntegerType { Width: 1 } => Pick<sbyte>(0, 1, -1, sbyte.MaxValue, sbyte.MinValue, 7),
            IntegerType { Width: 2 } => Pick<short>(0, 1, -1, short.MaxValue, short.MinValue, 300),
            IntegerType { Width: 4 } => Pick(0, 1, -1, int.MaxValue, int.MinValue, 70_000),
            IntegerType => Pick(0, 1, -1, long.MaxValue, long.MinValue, 5_000_000_000),
            FloatingType { Width: 4 } => Pick(0f, -0f, 1.5f, -2f, float.NaN, float.PositiveInfinity, 3e38f),
            FloatingType => Pick(0d, -0d, 1.5, -2, double.NaN, double.NegativeInfinity, 1e308, 1e20),
            DecimalType { Precision: 10 } => Pick(0L, 100, -1, 9_999_999_999, -9_999_999_999, 12_345),
            DecimalType => Pick<Int128>(0, 10_000, -1, Int128.Parse("99999999999999999999999999999999999999"), 5_0001),
            StringType => Pick("", "a", "Bc", "12", "-3.5", "  7 ", "1999-12-31", "Žluť", "TRUE", "aa"),
            DateType => Pick(0, 10_957, -1, 20_000),
            TimeType => Pick(0, 1, 43_200, 86_399),
            IntervalType { YearMonth: true } => Pick(0, 1, -13, 120),
            IntervalType => Pick(0L, 1, -1, 86_400_000, 3_600_001),
            BinaryType => Pick<byte[]>([], [0], [255, 1], "text"u8.ToArray()),
            _ => Pick(0L, 946_684_799_999, -1, 1_700_000_000_123),
        };
    }

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
