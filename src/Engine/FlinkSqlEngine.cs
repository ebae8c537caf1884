using FlinkSql.Codegen.Compilation;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Engine;

/// <summary>
/// The front door: makes sessions that run SQL. It composes planner, code generation, runtime and connectors; one
/// engine serves any number of sessions, which share its threads and its cache of compiled queries.
/// </summary>
public sealed class FlinkSqlEngine : IDisposable
{
    private readonly EngineOptions _options;
    private readonly IRuntime _runtime;

    public FlinkSqlEngine(EngineOptions? options = null)
    {
        _options = options ?? new EngineOptions();
        _runtime = _options.Runtime ?? new ThreadedRuntime();
        Connectors = new ConnectorGateway(_options.Connectors ?? new ConnectorRegistry());
        string? cache = _options.CodeCache is "" ? null : _options.CodeCache ?? CodeCache.DefaultFolder;
        Compiler = new RoslynCompiler(cache);
        DebugCompiler = new RoslynCompiler(cache, debug: true);
    }

    internal IRuntime Runtime => _runtime;

    internal ConnectorGateway Connectors { get; }

    internal RoslynCompiler Compiler { get; }

    /// <summary>Compiles for a debugger: exact lines, slow code.</summary>
    internal RoslynCompiler DebugCompiler { get; }

    internal int ResultCapacity => _options.ResultCapacity;

    /// <summary>Opens a session: a catalog, settings, and the jobs it starts.</summary>
    public Session OpenSession() => new(this);

    /// <summary>Whether there are compiled queries of former runs to be found.</summary>
    public bool HasCompiledBefore => Compiler.HasCompiledBefore;

    /// <summary>Starts loading the compiler in the background, so that the first query does not wait for it.</summary>
    public void WarmUp() => Compiler.WarmUp();

    public void Dispose()
    {
        if (_options.Runtime is null)
        {
            _runtime.Dispose();
        }
    }
}
