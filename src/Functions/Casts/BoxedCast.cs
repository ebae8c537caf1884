using System.Collections.Concurrent;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Casts values in the boxed form of <see cref="Column.GetValue"/>: elements of nested types, constants.</summary>
public static class BoxedCast
{
    private static readonly ConcurrentDictionary<CastFunction, BoxedCall> Calls = new();

    /// <summary>Casts as TRY_CAST does, but tells a value that cannot be cast (false) from NULL.</summary>
    public static bool Try(object? value, DataType from, DataType to, QueryContext context, out object? result)
    {
        result = value;
        if (value is null)
        {
            return true;
        }

        CastFunction cast = CastRegistry.Find(from, to)
            ?? throw new InvalidOperationException($"functions: there is no cast from {from} to {to}");
        if (cast.IsIdentity)
        {
            return true;
        }

        BoxedCall call = Calls.GetOrAdd(cast, found => BoxedCall.Of(found.TryMethod));
        bool done = call.TryInvoke([value], [from], to, context, out result);
        return done || cast.NullOnFailure;
    }
}
