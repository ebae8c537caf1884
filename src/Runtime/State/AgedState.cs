using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.State;

/// <summary>
/// The saved bytes of a state with a <see cref="StateAge"/>, which comes first, made of those without one, and the other
/// way round.
/// </summary>
internal static class AgedState
{
    /// <summary>Adds an age: the state counts as written just now.</summary>
    public static byte[] With<TState>(ReadOnlySpan<byte> saved, long now)
        where TState : struct
    {
        var age = new StateAge { Written = now, Queued = now };
        return Fit<TState>([.. MemoryMarshal.AsBytes(new ReadOnlySpan<StateAge>(in age)), .. saved]);
    }

    /// <summary>Takes the age away.</summary>
    public static byte[] Without<TState>(ReadOnlySpan<byte> saved)
        where TState : struct => Fit<TState>(saved[Unsafe.SizeOf<StateAge>()..].ToArray());

    // Saved as memory, the two differ in what fills them up at the end.
    private static byte[] Fit<TState>(byte[] bytes)
        where TState : struct
    {
        if (StateMemory.Suits<TState>())
        {
            Array.Resize(ref bytes, Unsafe.SizeOf<TState>());
        }

        return bytes;
    }
}
