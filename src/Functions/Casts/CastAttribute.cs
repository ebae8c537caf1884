namespace FlinkSql.Functions.Casts;

/// <summary>
/// Makes a public static method a cast, found at start-up: <c>[Cast("string -> bigint")]</c>, with the names of
/// <see cref="FunctionSignature"/> without parameters.
/// </summary>
/// <remarks>
/// The method is <c>T Name(value[, DataType from, DataType to][, Scratch][, QueryContext])</c>; with a last
/// <c>out</c> parameter it answers false for a value that cannot be cast.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CastAttribute(string pair) : Attribute
{
    public string Pair { get; } = pair;

    /// <summary>Whether CAST, too, gives NULL where the method answers false: a DECIMAL that overflows.</summary>
    public bool NullOnFailure { get; init; }

    /// <summary>Whether the method serves CAST alone; another one of the same pair then serves TRY_CAST.</summary>
    public bool Strict { get; init; }
}
