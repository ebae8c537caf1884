using System.Diagnostics;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// Turns expressions into C# over the columns of a row. The rules of NULL are here and nowhere else: strict operators,
/// the three values of AND and OR, and CASE, whose branches are computed only when they are taken.
/// </summary>
internal sealed partial class ExprEmitter(ClassScope owner)
{
    /// <summary>An expression a clause consists of: notes first where in the query it is, if it may fail.</summary>
    public Fragment EmitTop(Expr expr, RowScope scope, Block block)
    {
        NoteSite(expr, block);
        return Emit(expr, scope, block);
    }

    /// <summary>The value of an expression; statements it needs first go into the block.</summary>
    public Fragment Emit(Expr expr, RowScope scope, Block block)
    {
        if (expr is ColumnExpr column)
        {
            return scope.Column(column, block);
        }

        if (block.TryFind(scope, expr, out Fragment known))
        {
            return block.Refined(known);
        }

        Fragment fragment = expr switch
        {
            LiteralExpr literal => EmitLiteral(literal, block),
            ArithmeticExpr arithmetic => EmitArithmetic(arithmetic, scope, block),
            NegateExpr negate => EmitNegate(negate, scope, block),
            CompareExpr compare => EmitCompare(compare, scope, block),
            LogicalExpr logical => EmitLogical(logical, scope, block),
            NotExpr not => EmitNot(not, scope, block),
            IsNullExpr test => EmitIsNull(test, scope, block),
            IsTruthExpr test => EmitIsTruth(test, scope, block),
            IsDistinctExpr distinct => EmitIsDistinct(distinct, scope, block),
            CaseExpr choice => EmitCase(choice, scope, block),
            CastExpr cast => EmitCast(cast, scope, block),
            InExpr contained => EmitIn(contained, scope, block),
            CallExpr call => EmitCall(call, scope, block),
            ConstructorExpr constructor => EmitConstructor(constructor, scope, block),
            FieldExpr field => EmitField(field, scope, block),
            ItemExpr item => EmitItem(item, scope, block),
            ProcTimeExpr => Fragment.Atom("Context.Now", cost: Cost.Safe),
            CurrentWatermarkExpr => EmitCurrentWatermark(block),
            _ => throw new UnreachableException($"codegen: {expr.GetType().Name} has no emitter"),
        };
        return scope.IsShared(expr) && expr is not LiteralExpr && IsDeterministic(expr)
            ? Declare(scope, expr, fragment, block, Hint(expr))
            : fragment;
    }

    /// <summary>Puts a value into a local that later uses find again.</summary>
    public static Fragment Declare(RowScope scope, Expr expr, Fragment fragment, Block block, string hint)
    {
        Block target = fragment.Cost == Cost.Free ? block.HomeOf(fragment.Value + ' ' + fragment.Null.Text) : block;
        return target.Remember(scope, expr, Named(expr.Type, fragment, target, hint));
    }

    /// <summary>The same value as names, for code that mentions it several times.</summary>
    public static Fragment Named(DataType type, Fragment fragment, Block block, string hint)
    {
        if (fragment.Null.IsAlways)
        {
            return fragment;
        }

        string local = fragment.Value;
        if (!fragment.IsName)
        {
            local = block.Local(hint);
            block.Line($"{Carriers.Of(type)} {local} = {fragment.Value};");
        }

        NullTest isNull = fragment.Null;
        if (!isNull.IsName)
        {
            string test = block.Local(hint + "Null");
            block.Line($"bool {test} = {isNull.Text};");
            isNull = NullTest.When(test);
        }

        return Fragment.Atom(local, isNull);
    }

    /// <summary>Whether computing the expression may throw.</summary>
    public static bool MayFail(Expr expr) => Fails(expr) || expr.Operands.Any(MayFail);

    /// <summary>Notes where in the query an expression is, if it may fail.</summary>
    public void NoteSite(Expr expr, Block block)
    {
        Expr[] failing = [.. Failing(expr).Take(2)];
        if (failing.Length != 0)
        {
            block.Line(owner.Site(failing.Length == 1 ? failing[0] : expr));
        }
    }

    private static IEnumerable<Expr> Failing(Expr expr) =>
        expr.Operands.SelectMany(Failing).Concat(Fails(expr) ? [expr] : []);

    private static bool Fails(Expr expr) => expr switch
    {
        ArithmeticExpr { Operator: ArithmeticOperator.Divide or ArithmeticOperator.Modulo } division =>
            division.Type is not FloatingType,
        CastExpr { Try: false } cast =>
            CastRegistry.Find(cast.Operand.Type, cast.Type) is { MayFail: true, NullOnFailure: false },
        CallExpr call => Carriers.IsText(call.Type) || call.Arguments.Any(a => Carriers.IsText(a.Type)),
        _ => false,
    };

    private static bool IsDeterministic(Expr expr) =>
        expr is not (CallExpr { Function.Deterministic: false } or ProcTimeExpr)
        && expr.Operands.All(IsDeterministic);

    private static string Hint(Expr expr) => expr switch
    {
        CallExpr call => call.Function.Name.ToLowerInvariant(),
        ArithmeticExpr { Operator: ArithmeticOperator.Add } => "sum",
        ArithmeticExpr { Operator: ArithmeticOperator.Subtract } => "difference",
        ArithmeticExpr { Operator: ArithmeticOperator.Multiply } => "product",
        ArithmeticExpr { Operator: ArithmeticOperator.Divide } => "quotient",
        ArithmeticExpr => "remainder",
        CaseExpr => "choice",
        CastExpr => "cast",
        FieldExpr field => ((RowType)field.Operand.Type).Fields[field.Field].Name,
        ItemExpr => "item",
        _ when expr.Type is BooleanType => "test",
        _ => "value",
    };

    private Fragment EmitLiteral(LiteralExpr literal, Block block)
    {
        if (literal.Value is not { } value)
        {
            return Fragment.Atom($"default({Carriers.Of(literal.Type)})", NullTest.Always);
        }

        switch (value)
        {
            case bool truth:
                return Fragment.Literal(truth);
            case string text:
                return Fragment.Atom(TextConstant(owner.Constants.Add(text), block));
            case byte[] bytes:
                return Fragment.Atom(TextConstant(owner.Constants.Add(bytes), block));
            case sbyte or short or int or long when literal.Type.Physical != PhysicalType.Int128:
                return Signed(Literals.Of(Convert.ToInt64(value)));
            case sbyte or short or int or long:
                return Fragment.Atom($"({Literals.Of((Int128)Convert.ToInt64(value))})");
            case Int128 wide when literal.Type.Physical == PhysicalType.Int64:
                return Signed(Literals.Of((long)wide));
            case Int128 wide:
                return Fragment.Atom($"({Literals.Of(wide)})");
            case double number:
                return Signed(Literals.Of(number));
            case float number:
                return Signed(Literals.Of(number));
            default:
                int boxed = owner.Constants.AddObject(value);
                return Fragment.Atom(owner.ConstantField("boxed", "object", $"constants.Boxed({boxed})"));
        }
    }

    private static Fragment Signed(string number) => Fragment.Atom(number[0] == '-' ? $"({number})" : number);

    private string TextConstant(int number, Block block)
    {
        string field = owner.ConstantField("text", "byte[]", $"constants.Bytes({number})");
        return block.Root == block ? block.Method.Hoist("text", Carriers.Text, field) : field + ".AsSpan()";
    }

    /// <summary>A strict operator over operands of which some may be NULL.</summary>
    private static Fragment Strict(
        string type, string value, NullTest isNull, Cost cost, Block block, string hint)
    {
        if (isNull.IsNever || cost != Cost.Call)
        {
            return new Fragment(value, isNull, Shape.Composite, cost);
        }

        if (isNull.IsAlways)
        {
            return Fragment.Atom($"default({type})", isNull);
        }

        string local = block.Local(hint);
        block.Line($"{type} {local} = {isNull.Operand} ? default : {value};");
        return Fragment.Atom(local, isNull);
    }

    /// <summary>
    /// A call that answers whether there is a value, and gives it through <c>out</c>: <paramref name="call"/> makes
    /// its text from the name of the local.
    /// </summary>
    private static Fragment TryCall(
        string outType, Func<string, string> call, NullTest isNull, Block block, string hint)
    {
        string local = block.Local(hint);
        string test = block.Local(hint + "Null");
        if (isNull.IsNever)
        {
            block.Line($"bool {test} = !{call($"{outType} {local}")};");
        }
        else
        {
            block.Line($"{outType} {local} = default;");
            block.Line($"bool {test} = {isNull.Text} || !{call(local)};");
        }

        return Fragment.Atom(local, NullTest.When(test));
    }
}
