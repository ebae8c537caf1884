using System.Runtime.CompilerServices;

namespace FlinkSql.Codegen.Support;

/// <summary>Counts without a branch.</summary>
public static class Step
{
    /// <summary>1 if a row is kept, else 0, so that the next row overwrites it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int If(bool kept) => Unsafe.BitCast<bool, byte>(kept);
}
