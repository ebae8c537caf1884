namespace FlinkSql.Functions;

/// <summary>
/// Makes a public struct the state of a SQL aggregate, found at start-up. The signature reads
/// <c>name(type) -&gt; type</c>, see <see cref="FunctionSignature"/>. On a static class, several attributes name the
/// <see cref="State"/> of each argument type.
/// </summary>
/// <remarks>
/// The struct has <c>void Add(arguments)</c>, <c>bool Result(out T value)</c> (false is NULL),
/// <c>void Merge(in TSelf other)</c> and, where it can take rows back, <c>void Retract(arguments)</c>. Arguments and
/// results are the C# values described at <see cref="ScalarFunctionAttribute"/>; a default struct is the empty state.
/// Rows whose argument is NULL are not added. A <c>Result</c> over text may take a <see cref="Scratch"/> before its
/// <c>out</c>. An <c>Add</c> without parameters ignores the values of its arguments. An argument of any type comes as
/// <c>object?</c>, in the form of <c>Column.GetValue</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]
public sealed class AggregateFunctionAttribute(string signature) : Attribute
{
    public string Signature { get; } = signature;

    /// <summary>
    /// Whether this state is for inputs that take rows back. Where an aggregate is cheaper without that, two structs
    /// carry one signature, and the planner picks.
    /// </summary>
    public bool Retracts { get; init; }

    /// <summary>Whether the result is never NULL, as for COUNT.</summary>
    public bool NeverNull { get; init; }

    /// <summary>Whether rows whose argument is NULL are added too.</summary>
    public bool CalledOnNull { get; init; }

    /// <summary>The struct that holds the state, where the attribute is not on the struct itself.</summary>
    public Type? State { get; init; }
}
