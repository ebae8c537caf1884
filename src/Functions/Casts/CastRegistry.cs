using System.Reflection;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Every cast that carries an attribute, and the rules of which casts change nothing.</summary>
public static class CastRegistry
{
    private static readonly Dictionary<(string From, string To), CastFunction> Casts = Discover();

    /// <summary>How to cast, or null where SQL does not allow it. Nullability plays no part.</summary>
    public static CastFunction? Find(DataType from, DataType to)
    {
        if (IsIdentity(from, to))
        {
            return CastFunction.Identity;
        }

        CastFunction? cast = Casts.GetValueOrDefault((TypeFamily.Of(from), TypeFamily.Of(to)));
        return cast is not null && ElementsCanCast(from, to) ? cast : null;
    }

    /// <summary>The pairs of families between which there is a cast, for lists and tests.</summary>
    public static IEnumerable<(string From, string To, CastFunction Cast)> All =>
        Casts.Select(pair => (pair.Key.From, pair.Key.To, pair.Value));

    /// <summary>Whether every value of one type is, as it is, a value of the other.</summary>
    public static bool IsIdentity(DataType from, DataType to) => (from, to) switch
    {
        (NullType, _) => true,
        _ when from.SameIgnoringNullability(to) => true,
        (StringType left, StringType right) => !right.Fixed && left.Length <= right.Length,
        (BinaryType left, BinaryType right) => !right.Fixed && left.Length <= right.Length,
        (DecimalType left, DecimalType right) =>
            left.Scale == right.Scale && left.Precision <= right.Precision && left.Physical == right.Physical,
        (TimestampType left, TimestampType right) =>
            left.LocalTimeZone == right.LocalTimeZone && left.Precision <= right.Precision
                && left.UnitsPerSecond == right.UnitsPerSecond,
        (TimeType left, TimeType right) => left.Precision <= right.Precision && left.Physical == right.Physical
            && TimeUnits.PerSecond(left.Precision) == TimeUnits.PerSecond(right.Precision),
        (ArrayType left, ArrayType right) => IsIdentity(left.Element, right.Element),
        (MultisetType left, MultisetType right) => IsIdentity(left.Element, right.Element),
        (MapType left, MapType right) => IsIdentity(left.Key, right.Key) && IsIdentity(left.Value, right.Value),
        (RowType left, RowType right) => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields).All(pair => IsIdentity(pair.First.Type, pair.Second.Type)),
        _ => false,
    };

    private static bool ElementsCanCast(DataType from, DataType to) => (from, to) switch
    {
        (ArrayType left, ArrayType right) => CanCast(left.Element, right.Element),
        (MultisetType left, MultisetType right) => CanCast(left.Element, right.Element),
        (MapType left, MapType right) => CanCast(left.Key, right.Key) && CanCast(left.Value, right.Value),
        (RowType left, RowType right) => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields).All(pair => CanCast(pair.First.Type, pair.Second.Type)),
        _ => true,
    };

    private static bool CanCast(DataType from, DataType to) => Find(from, to) is not null;

    private static Dictionary<(string, string), CastFunction> Discover()
    {
        var casts = new Dictionary<(string, string), CastFunction>();
        IEnumerable<MethodInfo> methods = typeof(CastRegistry).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(CastRegistry).Namespace)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static));
        foreach (MethodInfo method in methods)
        {
            foreach (CastAttribute attribute in method.GetCustomAttributes<CastAttribute>())
            {
                string[] pair = attribute.Pair.Split("->", StringSplitOptions.TrimEntries);
                casts[(pair[0], pair[1])] = casts.TryGetValue((pair[0], pair[1]), out CastFunction? first)
                    ? first.With(method, attribute)
                    : CastFunction.Of(method, attribute);
            }
        }

        return casts;
    }
}
