using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;
using FlinkSql.Tests.Architecture;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions;

/// <summary>What generated code relies on for every function, and the list of all of them.</summary>
public sealed class FunctionRegistryTests
{
    private static readonly Dictionary<string, Type> Carriers = new()
    {
        ["boolean"] = typeof(bool),
        ["tinyint"] = typeof(sbyte),
        ["smallint"] = typeof(short),
        ["int"] = typeof(int),
        ["bigint"] = typeof(long),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["decimal"] = typeof(SqlDecimal),
        ["string"] = typeof(ReadOnlySpan<byte>),
        ["bytes"] = typeof(ReadOnlySpan<byte>),
        ["variant"] = typeof(ReadOnlySpan<byte>),
        ["date"] = typeof(int),
        ["time"] = typeof(long),
        ["timestamp"] = typeof(SqlTimestamp),
        ["timestamp_ltz"] = typeof(SqlTimestamp),
        ["interval_day"] = typeof(long),
        ["interval_month"] = typeof(int),
        ["array"] = typeof(object),
        ["map"] = typeof(object),
        ["multiset"] = typeof(object),
        ["row"] = typeof(object),
        ["any"] = typeof(object),
    };

    private static readonly Type[] Widening =
        [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double)];

    [Fact]
    public void The_list_of_functions_is_as_recorded()
    {
        IEnumerable<string> lines = FunctionRegistry.BuiltIn.ScalarNames
            .SelectMany(FunctionRegistry.BuiltIn.Scalars)
            .Select(function => $"scalar     {function}{(function.MayReturnNull ? " or NULL" : "")}"
                + $"{(function.Deterministic ? "" : " non-deterministic")}{(function.CalledOnNull ? " called on NULL" : "")}")
            .Concat(FunctionRegistry.BuiltIn.AggregateNames
                .SelectMany(FunctionRegistry.BuiltIn.Aggregates)
                .Select(function => $"aggregate  {function}"))
            .Concat(CastRegistry.All
                .OrderBy(cast => cast.From, StringComparer.Ordinal).ThenBy(cast => cast.To, StringComparer.Ordinal)
                .Select(cast => $"cast       {cast.From} -> {cast.To}: {cast.Cast}"));
        string text = string.Join('\n', lines) + '\n';
        string path = RepositoryRoot.File("tests/Unit/Functions/functions.registry.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), "run with UPDATE_SNAPSHOTS=1 to record the list");
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Scalar_methods_take_what_their_signatures_say()
    {
        foreach (ScalarFunction function in FunctionRegistry.BuiltIn.ScalarNames.SelectMany(FunctionRegistry.BuiltIn.Scalars))
        {
            var parameters = new Queue<Type>(
                function.Method.GetParameters().Where(parameter => !parameter.IsOut).Select(parameter => parameter.ParameterType));
            int fixedCount = function.Signature.Parameters.Count - (function.Signature.Variadic ? 1 : 0);
            for (int index = 0; index < fixedCount; index++)
            {
                Assert.True(!function.CalledOnNull || parameters.Dequeue() == typeof(bool), $"{function}: null flag {index}");
                Assert.True(
                    parameters.TryDequeue(out Type? type) && Takes(function.Signature.Parameters[index], type),
                    $"{function}: argument {index} of {function.Method.DeclaringType!.Name}.{function.Method.Name}");
            }

            if (function.Signature.Variadic)
            {
                Assert.Contains(parameters.Dequeue(), new[] { typeof(TextList), typeof(object?[]) });
            }

            Type[] rest = [.. parameters];
            Type[] allowed = [.. new[] { typeof(DataType[]), typeof(Scratch), typeof(QueryContext) }.Where(rest.Contains)];
            Assert.True(rest.SequenceEqual(allowed), $"{function}: {string.Join(", ", rest.Select(type => type.Name))} are left");
        }
    }

    [Fact]
    public void Aggregate_states_have_the_methods_generated_code_calls()
    {
        foreach (AggregateFunction function in FunctionRegistry.BuiltIn.AggregateNames.SelectMany(FunctionRegistry.BuiltIn.Aggregates))
        {
            Type state = function.State;
            Assert.True(state.IsValueType && state.IsVisible, $"{function}: {state} must be a public struct");
            Assert.NotNull(state.GetMethod("Merge", [state.MakeByRefType()]));
            Assert.Contains(state.GetMethods(), method => method.Name == "Result" && method.ReturnType == typeof(bool));
            Assert.True(Has(state, "Add", function.Signature), $"{function}: no fitting Add");
            Assert.True(!function.Retracts || Has(state, "Retract", function.Signature), $"{function}: no fitting Retract");
            bool hasReferences = (bool)typeof(System.Runtime.CompilerServices.RuntimeHelpers)
                .GetMethod("IsReferenceOrContainsReferences")!.MakeGenericMethod(state).Invoke(null, null)!;
            Assert.True(hasReferences == state.IsAssignableTo(typeof(ISavedState)), $"{function}: saved as bytes or by itself?");
        }
    }

    [Fact]
    public void State_names_are_C_sharp()
    {
        string[] names = [.. FunctionRegistry.BuiltIn.Aggregates("max").Select(function => function.StateName)];
        Assert.Contains(
            "global::FlinkSql.Functions.Aggregates.Extreme<global::System.Int64, global::FlinkSql.Functions.State.Greatest<global::System.Int64>>",
            names);
    }

    private static bool Has(Type state, string name, FunctionSignature signature) =>
        state.GetMethods().Where(method => method.Name == name).Any(method => method.GetParameters() switch
        {
            [] => true,
            ParameterInfo[] parameters => parameters.Length == signature.Parameters.Count
                && parameters.Zip(signature.Parameters).All(pair => Takes(pair.Second, pair.First.ParameterType)),
        });

    private static bool Takes(string family, Type type)
    {
        Type? carrier = family == "numeric" ? null : Carriers[family];
        return carrier is null || type == carrier
            || (Array.IndexOf(Widening, carrier) is >= 0 and int from && Array.IndexOf(Widening, type) > from);
    }
}
