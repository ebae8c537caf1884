namespace FlinkSql.Functions;

/// <summary>
/// Makes a public static method a SQL scalar function, found at start-up. The signature reads
/// <c>name(type, type...) -&gt; type</c>, see <see cref="FunctionSignature"/>. Put it several times for aliases and
/// for overloads that share a method.
/// </summary>
/// <remarks>
/// The method takes one C# value per SQL argument: <c>bool sbyte short int long float double</c>,
/// <c>ReadOnlySpan&lt;byte&gt;</c> for text (UTF-8), binary and VARIANT, <see cref="SqlDecimal"/>,
/// <see cref="SqlTimestamp"/> for both timestamp types, <c>int</c> for DATE (days) and INTERVAL of months,
/// <c>long</c> for TIME (nanoseconds) and INTERVAL of milliseconds, and the boxed forms of <c>Column.GetValue</c> for
/// nested types. After them it may take a <see cref="Scratch"/> (space for text it makes) and a
/// <see cref="QueryContext"/>. It returns its value, or <c>bool</c> with a last <c>out</c> parameter where it can
/// answer NULL. Functions are strict: an argument that is NULL makes the result NULL and the method is not called.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScalarFunctionAttribute(string signature) : Attribute
{
    public string Signature { get; } = signature;

    /// <summary>Whether equal arguments always give equal results; false forbids constant folding.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>
    /// Whether the method is called with NULL arguments too: then every argument is preceded by a <c>bool</c> that
    /// says whether it is NULL.
    /// </summary>
    public bool CalledOnNull { get; init; }
}
