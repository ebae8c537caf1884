using System.Reflection;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>One overload of a scalar function: what it is called with and the method that does it.</summary>
public sealed class ScalarFunction(FunctionSignature signature, ScalarFunctionAttribute attribute, MethodInfo method)
{
    public FunctionSignature Signature { get; } = signature;

    public string Name => Signature.Name;

    public bool Deterministic => attribute.Deterministic;

    public bool CalledOnNull => attribute.CalledOnNull;

    /// <summary>The method generated code calls.</summary>
    public MethodInfo Method { get; } = method;

    /// <summary>Whether the method answers <c>bool</c> and an <c>out</c> value, so that it can answer NULL.</summary>
    public bool MayReturnNull => Method.GetParameters() is [.., { IsOut: true }];

    /// <summary>The type of the result for arguments of these types, after coercion.</summary>
    public DataType ResultType(ReadOnlySpan<DataType> arguments) => ResultType(arguments, []);

    /// <summary>The same where some arguments are literals, in the form of <see cref="Column.GetValue"/>, else null.</summary>
    public DataType ResultType(ReadOnlySpan<DataType> arguments, ReadOnlySpan<object?> constants) =>
        FunctionResult.Infer(
            Signature, Method.DeclaringType!, arguments, constants, MayReturnNull || Method.ReturnType == typeof(object),
            CalledOnNull);

    public override string ToString() => Signature.ToString();
}

/// <summary>One overload of an aggregate: the struct that holds its state.</summary>
public sealed class AggregateFunction(FunctionSignature signature, AggregateFunctionAttribute attribute, Type declaring)
{
    public FunctionSignature Signature { get; } = signature;

    public string Name => Signature.Name;

    /// <summary>Whether the state can take rows back.</summary>
    public bool Retracts => attribute.Retracts;

    /// <summary>Whether the result is never NULL.</summary>
    public bool NeverNull => attribute.NeverNull;

    /// <summary>Whether rows whose argument is NULL are added too.</summary>
    public bool CalledOnNull => attribute.CalledOnNull;

    /// <summary>The struct generated code holds one of per group.</summary>
    public Type State { get; } = attribute.State ?? declaring;

    /// <summary>The state's type as C# source names it.</summary>
    public string StateName => SourceName(State);

    /// <summary>The type of the result for arguments of these types, after coercion.</summary>
    public DataType ResultType(ReadOnlySpan<DataType> arguments) =>
        FunctionResult.Infer(Signature, declaring, arguments, [], mayReturnNull: !NeverNull, calledOnNull: NeverNull);

    public override string ToString() => $"{Signature}{(Retracts ? " retracts" : "")}";

    private static string SourceName(Type type)
    {
        string name = "global::" + type.FullName!.Split('`')[0];
        return type.IsGenericType
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(SourceName))}>"
            : name;
    }
}
