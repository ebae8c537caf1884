using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Runtime.Operators;
using Microsoft.CodeAnalysis;

namespace FlinkSql.Codegen.Compilation;

/// <summary>What generated code is compiled against, read from memory, so that it works in a single-file program.</summary>
internal static class References
{
    private static readonly ConcurrentDictionary<Assembly, MetadataReference> Known = new();

    /// <summary>The engine's assemblies, those given, and the parts of the platform they stand on.</summary>
    public static IEnumerable<Assembly> Of(IEnumerable<Assembly> mentioned)
    {
        Assembly[] engine =
        [
            typeof(RecordBatch).Assembly, typeof(Scratch).Assembly, typeof(Operator).Assembly,
            typeof(References).Assembly,
        ];
        Assembly[] platform =
        [
            typeof(object).Assembly, Assembly.Load("System.Runtime"), Assembly.Load("System.Collections"),
            typeof(Enumerable).Assembly, Assembly.Load("System.Memory"),
        ];
        return platform.Concat(engine).Concat(mentioned).Distinct();
    }

    public static MetadataReference Metadata(Assembly assembly) => Known.GetOrAdd(assembly, Make);

    private static unsafe MetadataReference Make(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out byte* blob, out int length))
        {
            throw new InvalidOperationException($"codegen: {assembly.GetName().Name} has no metadata to compile against");
        }

        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference();
    }
}
