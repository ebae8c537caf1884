using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace FlinkSql.Codegen.Compilation;

/// <summary>
/// Turns generated C# into a loaded assembly. Assemblies are found again by the hash of their source, in memory and on
/// disk, so a query seen before needs no compiler; symbols hold the source, so a debugger steps through it.
/// </summary>
public sealed class RoslynCompiler
{
    /// <summary>How many assemblies stay loaded although no job uses them.</summary>
    internal const int Kept = 32;

    private const string AssemblyName = "FlinkSql.Generated";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WeakReference<Assembly>> _loaded = [];
    private readonly Queue<Assembly> _recent = new();
    private readonly CodeCache? _cache;
    private readonly bool _debug;

    /// <param name="cacheFolder">Where compiled assemblies are kept; null for nowhere.</param>
    /// <param name="debug">Whether a debugger should see every local and line, at the price of speed.</param>
    public RoslynCompiler(string? cacheFolder = null, bool debug = false)
    {
        _cache = cacheFolder is null ? null : new CodeCache(cacheFolder);
        _debug = debug;
    }

    /// <summary>The compiler of this process, with the cache in the user's folder.</summary>
    public static RoslynCompiler Shared { get; } = new(CodeCache.DefaultFolder);

    /// <summary>How many times the C# compiler had to run.</summary>
    public int Compilations { get; private set; }

    /// <summary>Whether the cache holds anything.</summary>
    public bool HasCompiledBefore => _cache?.HasAny ?? false;

    /// <summary>Loads the C# compiler in the background, so that the first query does not wait for it.</summary>
    public Task WarmUp() => Task.Run(() =>
    {
        GeneratedSource source = new(0, "warm_up.g.cs", "internal static class WarmUp { public static int Once(int x) => x + 1; }");
        Emit([source], [typeof(object).Assembly]);
    });

    /// <summary>Compiles files into one assembly, or finds it.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="mentioned">Assemblies whose types the files mention, besides the engine's own.</param>
    public Assembly Compile(IReadOnlyList<GeneratedSource> sources, IEnumerable<Assembly> mentioned)
    {
        Assembly[] references = [.. References.Of(mentioned)];
        string key = CodeCache.Key(sources, references, _debug);
        lock (_lock)
        {
            if (_loaded.TryGetValue(key, out WeakReference<Assembly>? loaded) && loaded.TryGetTarget(out Assembly? assembly))
            {
                return assembly;
            }

            if (_cache?.Read(key) is { } cached)
            {
                assembly = Load(cached, key);
            }
            else
            {
                assembly = null;
            }

            if (assembly is null)
            {
                byte[] image = Emit(sources, references);
                _cache?.Write(key, image);
                assembly = Load(image, key)!;
            }

            Remember(key, assembly);
            return assembly;
        }
    }

    // An assembly that no job uses any more is unloaded, but for the newest few.
    private void Remember(string key, Assembly assembly)
    {
        foreach (string gone in _loaded.Where(entry => !entry.Value.TryGetTarget(out _)).Select(entry => entry.Key).ToArray())
        {
            _loaded.Remove(gone);
        }

        _loaded[key] = new WeakReference<Assembly>(assembly);
        _recent.Enqueue(assembly);
        if (_recent.Count > Kept)
        {
            _recent.Dequeue();
        }
    }

    private static Assembly? Load(byte[] image, string key)
    {
        try
        {
            // Methods of a collectible context are optimized at their first call.
            return new GeneratedContext(key).LoadFromStream(new MemoryStream(image));
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private byte[] Emit(IReadOnlyList<GeneratedSource> sources, IReadOnlyList<Assembly> references)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None);
        SourceText[] texts = [.. sources.Select(source => SourceText.From(source.Text, Encoding.UTF8, SourceHashAlgorithm.Sha256))];
        IEnumerable<SyntaxTree> trees = sources.Zip(texts)
            .Select(pair => CSharpSyntaxTree.ParseText(pair.Second, parse, pair.First.FileName));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: _debug ? OptimizationLevel.Debug : OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable,
            concurrentBuild: false);
        CSharpCompilation compilation = CSharpCompilation.Create(
            AssemblyName, trees, references.Select(References.Metadata), options);
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(
            image,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded),
            embeddedTexts: sources.Zip(texts).Select(pair => EmbeddedText.FromSource(pair.First.FileName, pair.Second)));
        Compilations++;
        if (!result.Success)
        {
            throw CodeGenerationException.From(result.Diagnostics, sources);
        }

        return image.ToArray();
    }
}
