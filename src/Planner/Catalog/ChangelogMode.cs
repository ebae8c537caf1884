namespace FlinkSql.Planner.Catalog;

/// <summary>Which kinds of rows a stream carries.</summary>
[Flags]
public enum ChangelogMode
{
    Insert = 1,
    UpdateBefore = 2,
    UpdateAfter = 4,
    Delete = 8,

    /// <summary>+I: append-only.</summary>
    InsertOnly = Insert,

    /// <summary>+I -U +U -D: retractions.</summary>
    All = Insert | UpdateBefore | UpdateAfter | Delete,

    /// <summary>+I +U -D: upserts by key.</summary>
    Upsert = Insert | UpdateAfter | Delete,
}

/// <summary>How a changelog mode prints: <c>[I,UB,UA,D]</c>.</summary>
public static class ChangelogModes
{
    public static string Print(this ChangelogMode mode)
    {
        var kinds = new List<string>(4);
        (ChangelogMode Kind, string Name)[] names =
        [
            (ChangelogMode.Insert, "I"), (ChangelogMode.UpdateBefore, "UB"),
            (ChangelogMode.UpdateAfter, "UA"), (ChangelogMode.Delete, "D"),
        ];
        foreach ((ChangelogMode kind, string name) in names)
        {
            if (mode.HasFlag(kind))
            {
                kinds.Add(name);
            }
        }

        return $"[{string.Join(",", kinds)}]";
    }
}
