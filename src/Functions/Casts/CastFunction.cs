using System.Reflection;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>How one type is cast to another: the method generated code calls, and what its answer means.</summary>
public sealed class CastFunction
{
    private readonly MethodInfo? _method;
    private readonly MethodInfo? _tryMethod;

    private CastFunction(MethodInfo? method, MethodInfo? tryMethod, bool nullOnFailure)
    {
        _method = method;
        _tryMethod = tryMethod;
        NullOnFailure = nullOnFailure;
    }

    /// <summary>The cast that changes nothing.</summary>
    internal static CastFunction Identity { get; } = new(null, null, nullOnFailure: false);

    /// <summary>Whether the value is used as it is; then there is no method.</summary>
    public bool IsIdentity => _method is null;

    /// <summary>The method for CAST.</summary>
    public MethodInfo Method => _method ?? throw new InvalidOperationException("functions: an identity cast has no method");

    /// <summary>The method for TRY_CAST, mostly the same.</summary>
    public MethodInfo TryMethod => _tryMethod ?? Method;

    /// <summary>Whether the method answers <c>bool</c> and an <c>out</c> value.</summary>
    public bool MayFail => _method?.GetParameters() is [.., { IsOut: true }];

    /// <summary>Whether a failing CAST gives NULL; otherwise <see cref="CastErrors.Throw(string, DataType)"/> is called.</summary>
    public bool NullOnFailure { get; }

    /// <summary>Whether the method takes the two types after the value.</summary>
    public bool TakesTypes => _method?.GetParameters().Any(parameter => parameter.ParameterType == typeof(DataType)) ?? false;

    internal static CastFunction Of(MethodInfo method, CastAttribute attribute) =>
        new(method, null, attribute.NullOnFailure);

    /// <summary>Joins the methods for CAST and for TRY_CAST of one pair.</summary>
    internal CastFunction With(MethodInfo other, CastAttribute attribute) =>
        attribute.Strict ? new(other, Method, attribute.NullOnFailure) : new(Method, other, NullOnFailure);

    public override string ToString() =>
        IsIdentity ? "identity" : $"{Method.DeclaringType!.Name}.{Method.Name}{(NullOnFailure ? " or NULL" : "")}";
}
