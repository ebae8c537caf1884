using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar.State;

namespace FlinkSql.Runtime.State;

/// <summary>States without references, as they lie in memory.</summary>
internal static class StateMemory
{
    /// <summary>Whether a state can be written like this.</summary>
    public static bool Suits<T>() => !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    public static Span<byte> Of<T>(ref T state)
        where T : struct => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref state), Unsafe.SizeOf<T>());

    public static void Save<T>(ref T state, StateWriter writer)
        where T : struct
    {
        ThrowUnlessSuits<T>();
        writer.WriteMemory(Of(ref state));
    }

    public static void Load<T>(ref T state, ref StateReader reader)
        where T : struct
    {
        ThrowUnlessSuits<T>();
        reader.ReadMemory(Of(ref state));
    }

    private static void ThrowUnlessSuits<T>()
    {
        if (!Suits<T>())
        {
            throw new NotSupportedException($"runtime: {typeof(T).Name} holds references and is not saved as memory");
        }
    }
}
