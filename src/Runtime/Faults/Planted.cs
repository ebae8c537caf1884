namespace FlinkSql.Runtime.Faults;

/// <summary>
/// The defects that a test has planted on its thread. It is asked where barriers and checkpoints pass, never for a row.
/// </summary>
internal static class Planted
{
    [ThreadStatic]
    private static uint s_bugs;

    public static bool Has(PlantedBug bug) => (s_bugs & (1u << (int)bug)) != 0;

    /// <summary>Plants bugs until it is disposed.</summary>
    public static IDisposable Bugs(params IEnumerable<PlantedBug> bugs)
    {
        var former = new Former(s_bugs);
        foreach (PlantedBug bug in bugs)
        {
            s_bugs |= 1u << (int)bug;
        }

        return former;
    }

    private sealed class Former(uint bugs) : IDisposable
    {
        public void Dispose() => s_bugs = bugs;
    }
}
