using System.Diagnostics;
using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>CAST and TRY_CAST, by the library's table of casts; casts between numbers are spelled out in C#.</summary>
internal sealed partial class ExprEmitter
{
    private Fragment EmitCast(CastExpr cast, RowScope scope, Block block)
    {
        Fragment operand = Emit(cast.Operand, scope, block);
        (DataType from, DataType to) = (cast.Operand.Type, cast.Type);
        if (operand.Null.IsAlways || from is NullType)
        {
            return Fragment.Atom($"default({Carriers.Of(to)})", NullTest.Always);
        }

        CastFunction function = CastRegistry.Find(from, to)
            ?? throw new UnreachableException($"codegen: no cast from {from} to {to}");
        if (function.IsIdentity)
        {
            return operand;
        }

        if (from is IntegerType && to is IntegerType or FloatingType || from is FloatingType { Width: 4 } && to is FloatingType)
        {
            return Strict(
                Carriers.Of(to), Unchecked(cast, $"({Carriers.Of(to)}){operand.Operand}"), operand.Null, operand.Cost, block, Hint(cast));
        }

        if (from is IntegerType && to is DecimalType { Scale: 0 } whole && whole.Precision >= Digits(from))
        {
            return operand with { Value = whole.Physical == PhysicalType.Int128 ? $"(Int128){operand.Operand}" : operand.Value, Shape = Shape.Composite };
        }

        return CastCall(cast, function, operand, block);
    }

    private Fragment CastCall(CastExpr cast, CastFunction function, Fragment operand, Block block)
    {
        (DataType from, DataType to) = (cast.Operand.Type, cast.Type);
        MethodInfo method = cast.Try ? function.TryMethod : function.Method;
        string name = $"{owner.File.Name(method.DeclaringType!)}.{method.Name}";
        Fragment value = operand.IsName || !function.MayFail ? operand : Named(from, operand, block, "operand");
        string inputs = string.Join(", ", CastInputs(method, cast, value));
        string hint = Hint(cast);
        if (method.GetParameters() is not [.., { IsOut: true } last])
        {
            Fragment result = Strict(
                Name(method.ReturnType), $"{name}({inputs})", value.Null, Cost.Safe, block, hint) with
            { Shape = Shape.Atom };
            return Store(to, method.ReturnType, result, block, hint);
        }

        Type outType = last.ParameterType.GetElementType()!;
        if (cast.Try || function.NullOnFailure)
        {
            Fragment made = TryCall(Name(outType), result => $"{name}({inputs}, out {result})", value.Null, block, hint);
            return Store(to, outType, made, block, hint);
        }

        owner.File.Name(typeof(CastErrors));
        string local = block.Local(hint);
        string guard = value.Null.IsNever ? "" : $"{value.Null.Not} && ";
        block.Line($"{Name(outType)} {local} = default;");
        block.Line($"if ({guard}!{name}({inputs}, out {local})) CastErrors.Throw({ErrorValue(from, value)}, {TypeField(to)});");
        return Store(to, outType, Fragment.Atom(local, value.Null), block, hint);
    }

    private IEnumerable<string> CastInputs(MethodInfo method, CastExpr cast, Fragment value)
    {
        bool first = true;
        bool from = true;
        foreach (ParameterInfo parameter in method.GetParameters().Where(p => !p.IsOut))
        {
            if (first)
            {
                first = false;
                yield return Argument(parameter.ParameterType, cast.Operand.Type, Typed(cast.Operand, value, method));
            }
            else if (parameter.ParameterType == typeof(DataType))
            {
                yield return TypeField(from ? cast.Operand.Type : cast.Type);
                from = false;
            }
            else
            {
                yield return parameter.ParameterType == typeof(Scratch) ? owner.Scratch() : owner.Query();
            }
        }
    }

    private static string ErrorValue(DataType from, Fragment value) => from switch
    {
        _ when Carriers.IsBoxed(from) => $"(object?){value.Operand}",
        _ => Carriers.ToFunction(from, value.Value),
    };

    private string TypeField(DataType type)
    {
        int number = owner.Constants.Add(type);
        return owner.ConstantField("type", "DataType", $"constants.Type({number})");
    }

    private static int Digits(DataType type) => ((IntegerType)type).Width switch { 1 => 3, 2 => 5, 4 => 10, _ => 19 };
}
