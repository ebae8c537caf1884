using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Expressions;

/// <summary>Calls of the function library.</summary>
internal sealed partial class ExprEmitter
{
    private Fragment EmitCall(CallExpr call, RowScope scope, Block block)
    {
        if (EmitIntrinsic(call, scope, block) is { } plain)
        {
            return plain;
        }

        ScalarFunction function = call.Function;
        var arguments = new List<Fragment>();
        NullTest isNull = NullTest.Never;
        foreach (Expr argument in call.Arguments)
        {
            Fragment value = Emit(argument, scope, block);
            arguments.Add(function.CalledOnNull ? Named(argument.Type, value, block, "argument") : value);
            isNull = function.CalledOnNull ? isNull : isNull.Or(value.Null);
        }

        if (isNull.IsAlways)
        {
            return Fragment.Atom($"default({Carriers.Of(call.Type)})", isNull);
        }

        string inputs = string.Join(", ", Inputs(call, arguments, isNull, block));
        string method = $"{owner.File.Name(function.Method.DeclaringType!)}.{function.Method.Name}";
        string hint = Hint(call);
        if (function.MayReturnNull)
        {
            Type outType = function.Method.GetParameters()[^1].ParameterType.GetElementType()!;
            string separator = inputs.Length == 0 ? "" : ", ";
            Fragment made = TryCall(
                Name(outType), value => $"{method}({inputs}{separator}out {value})", isNull, block, hint);
            return Store(call.Type, outType, made, block, hint);
        }

        Fragment result = Strict(
            Name(function.Method.ReturnType), $"{method}({inputs})", isNull, Cost.Call, block, hint)
            with
        { Shape = Shape.Atom };
        return Store(call.Type, function.Method.ReturnType, result, block, hint);
    }

    /// <summary>The result of an aggregate, as the column of its type stores it.</summary>
    public static Fragment AggregateResult(
        ClassScope owner, AggregateCall call, MethodInfo method, string state, List<string> inputs, Block block, string hint)
    {
        if (method.ReturnType != typeof(bool) || method.GetParameters() is not [.., { IsOut: true } last])
        {
            return new ExprEmitter(owner).Store(
                call.Type, method.ReturnType,
                Fragment.Atom($"{state}.Result({string.Join(", ", inputs)})", cost: Cost.Safe), block, hint);
        }

        Type outType = last.ParameterType.GetElementType()!;
        string arguments = string.Concat(inputs.Select(input => input + ", "));
        Fragment made;
        if (call.Function.NeverNull)
        {
            string local = block.Local(hint);
            block.Line($"{state}.Result({arguments}out {Name(outType)} {local});");
            made = Fragment.Atom(local);
        }
        else
        {
            made = TryCall(Name(outType), value => $"{state}.Result({arguments}out {value})", NullTest.Never, block, hint);
        }

        return new ExprEmitter(owner).Store(call.Type, outType, made, block, hint);
    }

    /// <summary>An argument of an aggregate's Add or Retract.</summary>
    public static string AggregateArgument(ClassScope owner, Type parameter, DataType type, Fragment value) =>
        new ExprEmitter(owner).Argument(parameter, type, value);

    private IEnumerable<string> Inputs(CallExpr call, List<Fragment> arguments, NullTest isNull, Block block)
    {
        int next = 0;
        foreach (ParameterInfo parameter in call.Function.Method.GetParameters().Where(p => !p.IsOut))
        {
            Type type = parameter.ParameterType;
            if (type == typeof(Scratch))
            {
                yield return owner.Scratch();
            }
            else if (type == typeof(QueryContext))
            {
                yield return call.Function.Deterministic ? owner.Query() : owner.QueryWithClock();
            }
            else if (type == typeof(DataType[]))
            {
                int types = owner.Constants.Add(call.Arguments.Select(argument => argument.Type).ToArray());
                yield return owner.ConstantField("types", "DataType[]", $"constants.Types({types})");
            }
            else if (type == typeof(TextList))
            {
                yield return Texts(arguments, next, isNull, block);
                next = arguments.Count;
            }
            else if (type == typeof(object[]))
            {
                bool tail = call.Function.Signature.Variadic || call.Arguments[next].Type is not (ArrayType or RowType);
                if (tail)
                {
                    yield return "[" + string.Join(", ", Enumerable.Range(next, arguments.Count - next)
                        .Select(at => Box(call.Arguments[at].Type, arguments[at]))) + "]";
                    next = arguments.Count;
                }
                else
                {
                    yield return $"(object?[]){arguments[next++].Operand}!";
                }
            }
            else if (call.Function.CalledOnNull && type == typeof(bool) && IsNullFlag(call, parameter))
            {
                yield return next < arguments.Count ? arguments[next].Null.Text : "true";
            }
            else if (next >= arguments.Count)
            {
                yield return "default";
            }
            else
            {
                yield return Argument(type, call.Arguments[next].Type, arguments[next]);
                next++;
            }
        }
    }

    // With CalledOnNull parameters come in pairs: whether it is NULL, and the value.
    private static bool IsNullFlag(CallExpr call, ParameterInfo parameter) =>
        call.Function.Method.GetParameters()
            .TakeWhile(p => p != parameter)
            .Count(p => p.ParameterType != typeof(Scratch) && p.ParameterType != typeof(QueryContext)
                && p.ParameterType != typeof(DataType[])) % 2 == 0;

    private string Argument(Type parameter, DataType type, Fragment value)
    {
        if (parameter == typeof(object))
        {
            return Box(type, value);
        }

        if (Carriers.IsBoxed(type))
        {
            string name = Name(parameter);
            return name is "object" ? value.Value : $"({name}){value.Operand}!";
        }

        return Carriers.ToFunction(type, value.Value);
    }

    /// <summary>A value in its boxed form; NULL is null.</summary>
    private string Box(DataType type, Fragment value)
    {
        if (value.Null.IsAlways)
        {
            return "null";
        }

        if (Carriers.IsBoxed(type))
        {
            return value.Value;
        }

        int number = owner.Constants.Add(type);
        string field = owner.ConstantField("type", "DataType", $"constants.Type({number})");
        string boxed = $"Boxed.From({Carriers.ToFunction(type, value.Value)}, {field})";
        return value.Null.IsNever ? boxed : $"{value.Null.Operand} ? null : {boxed}";
    }

    private string Texts(List<Fragment> arguments, int from, NullTest isNull, Block block)
    {
        string list = owner.Field("list", "readonly TextList", "new()");
        bool guarded = !isNull.IsNever;
        block.Line($"{list}.Clear();");
        foreach (Fragment argument in arguments.Skip(from))
        {
            string add = argument.Null.IsAlways ? $"{list}.AddNull();" : $"{list}.Add({argument.Value});";
            if (argument.Null.IsNever || argument.Null.IsAlways || guarded)
            {
                block.Line(add);
                continue;
            }

            block.Line($"if ({argument.Null.Text}) {list}.AddNull(); else {add}");
        }

        return list;
    }

    /// <summary>A value in the form of functions as the column of its type stores it.</summary>
    private Fragment Store(DataType type, Type given, Fragment value, Block block, string hint)
    {
        if (given == typeof(object) || given == typeof(object[]))
        {
            return Unbox(type, value, block, hint);
        }

        switch (type)
        {
            case DecimalType d when given == typeof(SqlDecimal):
                owner.File.Name(typeof(DecimalMath));
                Fragment fitted = TryCall(
                    "SqlDecimal", result => $"DecimalMath.TryRescale({value.Value}, {d.Precision}, {d.Scale}, out {result})",
                    value.Null, block, hint);
                return fitted with { Value = d.Physical == PhysicalType.Int64 ? $"(long){fitted.Value}.Unscaled" : fitted.Value + ".Unscaled" };
            case TimestampType t when given == typeof(SqlTimestamp):
                return Strict("long", $"{value.Operand}.ToUnits({t.Precision})", value.Null,
                    t.Precision <= 3 ? value.Cost : Cost.Call, block, hint) with
                { Shape = Shape.Atom };
            case TimeType t:
                string cast = t.Physical == PhysicalType.Int32 ? "(int)" : "";
                return value with { Value = $"{cast}SqlTime.ToUnits({value.Value}, {t.Precision})" };
            case ArrayType or MapType or RowType or MultisetType:
                return value;
            default:
                return value;
        }
    }

    /// <summary>A boxed value as the column of its type stores it.</summary>
    private static Fragment Unbox(DataType type, Fragment value, Block block, string hint)
    {
        string boxed = block.Local(hint);
        block.Line($"object? {boxed} = {value.Value};");
        NullTest isNull = value.Null.Or(NullTest.When($"({boxed} is null)"));
        if (Carriers.IsBoxed(type))
        {
            return Fragment.Atom(boxed, isNull);
        }

        string local = block.Local(hint + "Value");
        string test = block.Local(hint + "Null");
        block.Line($"bool {test} = {isNull.Text};");
        block.Line(Carriers.IsText(type)
            ? $"{Carriers.Text} {local} = {test} ? default : Boxed.ToBytes({boxed}!, null!);"
            : $"{Carriers.Of(type)} {local} = {test} ? default : ({Carriers.Of(type)}){boxed}!;");
        return Fragment.Atom(local, NullTest.When(test));
    }

    private static string Name(Type type) => type switch
    {
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(sbyte) => "sbyte",
        _ when type == typeof(short) => "short",
        _ when type == typeof(int) => "int",
        _ when type == typeof(long) => "long",
        _ when type == typeof(float) => "float",
        _ when type == typeof(double) => "double",
        _ when type == typeof(Int128) => "Int128",
        _ when type == typeof(object) => "object",
        _ when type == typeof(object[]) => "object?[]",
        _ when type == typeof(KeyValuePair<object, object>[]) => "KeyValuePair<object?, object?>[]",
        _ when type == typeof(ReadOnlySpan<byte>) => Carriers.Text,
        _ => type.Name,
    };
}
