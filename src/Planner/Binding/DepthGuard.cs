using System.Runtime.CompilerServices;

namespace FlinkSql.Planner.Binding;

/// <summary>Keeps recursion over a syntax tree from overflowing the stack, which would end the process.</summary>
internal static class DepthGuard
{
    /// <summary>Whether there is stack left for one more level.</summary>
    public static bool Enter() => RuntimeHelpers.TryEnsureSufficientExecutionStack();
}
