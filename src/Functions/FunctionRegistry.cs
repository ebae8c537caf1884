using System.Reflection;

namespace FlinkSql.Functions;

/// <summary>Every function that carries an attribute, by upper-case name, overloads in the order of declaration.</summary>
public sealed class FunctionRegistry
{
    private readonly Dictionary<string, List<ScalarFunction>> _scalars = [];
    private readonly Dictionary<string, List<AggregateFunction>> _aggregates = [];

    /// <summary>The functions of this assembly.</summary>
    public static FunctionRegistry BuiltIn { get; } = new(typeof(FunctionRegistry).Assembly);

    public FunctionRegistry(Assembly assembly)
    {
        foreach (Type type in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (AggregateFunctionAttribute attribute in type.GetCustomAttributes<AggregateFunctionAttribute>())
            {
                FunctionSignature signature = FunctionSignature.Parse(attribute.Signature);
                Add(_aggregates, signature.Name, new AggregateFunction(signature, attribute, type));
            }

            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            {
                foreach (ScalarFunctionAttribute attribute in method.GetCustomAttributes<ScalarFunctionAttribute>())
                {
                    FunctionSignature signature = FunctionSignature.Parse(attribute.Signature);
                    Add(_scalars, signature.Name, new ScalarFunction(signature, attribute, method));
                }
            }
        }
    }

    public IEnumerable<string> ScalarNames => _scalars.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<string> AggregateNames => _aggregates.Keys.Order(StringComparer.Ordinal);

    /// <summary>The overloads of a scalar function; empty when there is none of that name.</summary>
    public IReadOnlyList<ScalarFunction> Scalars(string name) =>
        _scalars.TryGetValue(name.ToUpperInvariant(), out List<ScalarFunction>? found) ? found : [];

    /// <summary>The overloads of an aggregate; empty when there is none of that name.</summary>
    public IReadOnlyList<AggregateFunction> Aggregates(string name) =>
        _aggregates.TryGetValue(name.ToUpperInvariant(), out List<AggregateFunction>? found) ? found : [];

    private static void Add<T>(Dictionary<string, List<T>> map, string name, T function)
    {
        if (!map.TryGetValue(name, out List<T>? overloads))
        {
            map.Add(name, overloads = []);
        }

        overloads.Add(function);
    }
}
