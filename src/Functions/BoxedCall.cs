using System.Reflection;
using System.Reflection.Emit;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>
/// Calls a scalar function or a cast over boxed values, by a small method made for it once. For constant folding,
/// elements of nested types and tests; generated code calls the methods themselves.
/// </summary>
public sealed class BoxedCall
{
    private delegate bool Body(
        object?[] arguments, DataType[] types, DataType to, Scratch scratch, QueryContext context, out object? result);

    [ThreadStatic]
    private static Scratch? t_scratch;

    private readonly Body _body;
    private readonly bool _calledOnNull;

    private BoxedCall(Body body, bool calledOnNull)
    {
        _body = body;
        _calledOnNull = calledOnNull;
    }

    public static BoxedCall Of(ScalarFunction function) => new(Emit(function.Method, function.CalledOnNull), function.CalledOnNull);

    internal static BoxedCall Of(MethodInfo cast) => new(Emit(cast, calledOnNull: false), calledOnNull: false);

    /// <summary>The result in boxed form; null is NULL.</summary>
    /// <exception cref="QueryException">The function rejects the values.</exception>
    public object? Invoke(object?[] arguments, DataType[] types, DataType result, QueryContext context) =>
        TryInvoke(arguments, types, result, context, out object? value) ? value : null;

    /// <summary>False where the method answered false; a NULL argument of a strict function gives null.</summary>
    public bool TryInvoke(
        object?[] arguments, DataType[] types, DataType to, QueryContext context, out object? result)
    {
        result = null;
        if (!_calledOnNull && Array.IndexOf(arguments, null) >= 0)
        {
            return true;
        }

        // A cast of a nested value calls back from within, so the space is not given back before the end.
        Scratch scratch = t_scratch ?? new Scratch();
        t_scratch = null;
        try
        {
            return _body(arguments, types, to, scratch, context, out result);
        }
        finally
        {
            scratch.Reset();
            t_scratch = scratch;
        }
    }

    private static Body Emit(MethodInfo method, bool calledOnNull)
    {
        var emitted = new DynamicMethod(
            method.Name,
            typeof(bool),
            [
                typeof(object?[]), typeof(DataType[]), typeof(DataType), typeof(Scratch), typeof(QueryContext),
                typeof(object).MakeByRefType(),
            ],
            typeof(BoxedCall).Module,
            skipVisibility: true);
        ILGenerator il = emitted.GetILGenerator();
        ParameterInfo[] parameters = method.GetParameters();
        LocalBuilder? answer = null;
        int argument = 0;
        int types = 0;
        for (int index = 0; index < parameters.Length; index++)
        {
            Type type = parameters[index].ParameterType;
            if (parameters[index].IsOut)
            {
                answer = il.DeclareLocal(type.GetElementType()!);
                il.Emit(OpCodes.Ldloca, answer);
            }
            else if (type == typeof(DataType))
            {
                EmitType(il, isTarget: types++ == 1);
            }
            else if (calledOnNull && type == typeof(bool) && parameters[index + 1].ParameterType is { } next
                && IsNullFlag(parameters, index, next))
            {
                EmitIsNull(il, argument);
            }
            else
            {
                argument = EmitArgument(il, type, argument);
            }
        }

        il.Emit(OpCodes.Call, method);
        EmitAnswer(il, method.ReturnType, answer);
        return emitted.CreateDelegate<Body>();
    }

    /// <summary>Null flags and arguments alternate from the first parameter on.</summary>
    private static bool IsNullFlag(ParameterInfo[] parameters, int index, Type next) =>
        index % 2 == 0 && next != typeof(Scratch) && next != typeof(QueryContext) && parameters.Length > index + 1;

    private static void EmitType(ILGenerator il, bool isTarget)
    {
        if (isTarget)
        {
            il.Emit(OpCodes.Ldarg_2);
            return;
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    private static void EmitIsNull(ILGenerator il, int argument)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, argument);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ceq);
    }

    /// <summary>Pushes one argument and returns the number of the next.</summary>
    private static int EmitArgument(ILGenerator il, Type type, int argument)
    {
        if (type == typeof(Scratch))
        {
            il.Emit(OpCodes.Ldarg_3);
            return argument;
        }

        if (type == typeof(QueryContext))
        {
            il.Emit(OpCodes.Ldarg, 4);
            return argument;
        }

        if (type == typeof(DataType[]))
        {
            il.Emit(OpCodes.Ldarg_1);
            return argument;
        }

        if (type == typeof(TextList) || type == typeof(object?[]))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, argument);
            il.Emit(OpCodes.Call, type == typeof(TextList) ? Reader("ToTexts") : Own(nameof(Tail)));
            return int.MaxValue;
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, argument);
        il.Emit(OpCodes.Call, Own("Take" + ReaderName(type)));
        return argument + 1;
    }

    private static void EmitAnswer(ILGenerator il, Type returned, LocalBuilder? answer)
    {
        Type type = answer?.LocalType ?? returned;
        LocalBuilder value = answer ?? il.DeclareLocal(type);
        Label missing = il.DefineLabel();
        if (answer is null)
        {
            il.Emit(OpCodes.Stloc, value);
        }
        else
        {
            il.Emit(OpCodes.Brfalse, missing);
        }

        il.Emit(OpCodes.Ldarg, 5);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ldarg_2);
        MethodInfo box = typeof(Boxed).GetMethod(nameof(Boxed.From), [type.IsValueType ? type : typeof(object), typeof(DataType)])!;
        il.Emit(OpCodes.Call, box);
        il.Emit(OpCodes.Stind_Ref);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(missing);
        il.Emit(OpCodes.Ldarg, 5);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Stind_Ref);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ret);
    }

    private static string ReaderName(Type type) =>
        type == typeof(bool) ? "Boolean"
        : type == typeof(sbyte) ? "Int8"
        : type == typeof(short) ? "Int16"
        : type == typeof(int) ? "Int32"
        : type == typeof(long) ? "Int64"
        : type == typeof(float) ? "Float"
        : type == typeof(double) ? "Double"
        : type == typeof(SqlDecimal) ? "Decimal"
        : type == typeof(SqlTimestamp) ? "Timestamp"
        : type == typeof(ReadOnlySpan<byte>) ? "Bytes"
        : "Object";

    private static MethodInfo Own(string name) =>
        typeof(BoxedCall).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static MethodInfo Reader(string name) =>
        typeof(Boxed).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static object?[] Tail(object?[] arguments, DataType[] types, int from) => arguments[from..];

    private static bool TakeBoolean(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value && Boxed.ToBoolean(value, types[at]);

    private static sbyte TakeInt8(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToInt8(value, types[at]) : default;

    private static short TakeInt16(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToInt16(value, types[at]) : default;

    private static int TakeInt32(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToInt32(value, types[at]) : default;

    private static long TakeInt64(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToInt64(value, types[at]) : default;

    private static float TakeFloat(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToFloat(value, types[at]) : default;

    private static double TakeDouble(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToDouble(value, types[at]) : default;

    private static SqlDecimal TakeDecimal(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToDecimal(value, types[at]) : default;

    private static SqlTimestamp TakeTimestamp(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToTimestamp(value, types[at]) : default;

    private static ReadOnlySpan<byte> TakeBytes(object?[] arguments, DataType[] types, int at) =>
        arguments[at] is { } value ? Boxed.ToBytes(value, types[at]) : default;

    private static object? TakeObject(object?[] arguments, DataType[] types, int at) => arguments[at];
}
