using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Casts;

namespace FlinkSql.Tests.Unit.Functions;

/// <summary>Calls functions and casts over boxed values, with types guessed from the values where none are given.</summary>
internal static class Sql
{
    public static readonly QueryContext Utc = new(TimeZoneInfo.Utc, TimeProvider.System);

    /// <summary>CAST: the boxed result; an error is a QueryException.</summary>
    public static object? Cast(object? value, DataType from, DataType to, QueryContext? context = null)
    {
        CastFunction cast = CastRegistry.Find(from, to) ?? throw new InvalidOperationException($"no cast {from} -> {to}");
        if (cast.IsIdentity)
        {
            return value;
        }

        BoxedCall call = BoxedCall.Of(cast.Method);
        if (!call.TryInvoke([value], [from], to, context ?? Utc, out object? result) && !cast.NullOnFailure)
        {
            CastErrors.Throw(value is string text ? text : value?.ToString() ?? "NULL", to);
        }

        return result;
    }

    /// <summary>TRY_CAST.</summary>
    public static object? TryCast(object? value, DataType from, DataType to) =>
        BoxedCast.Try(value, from, to, Utc, out object? result) ? result : null;

    /// <summary>The text of CAST(value AS STRING).</summary>
    public static string? Text(object? value, DataType type, QueryContext? context = null) =>
        (string?)Cast(value, type, DataTypes.String, context);

    public static QueryContext In(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeProvider.System);
}
