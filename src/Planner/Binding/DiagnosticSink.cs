using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Collects what is said about one statement, each thing once.</summary>
internal sealed class DiagnosticSink
{
    private readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public int Errors { get; private set; }

    public void Report(Diagnostic diagnostic)
    {
        // Some syntax is bound twice, as an alias and where the alias stands.
        if (_all.Contains(diagnostic))
        {
            return;
        }

        _all.Add(diagnostic);
        if (diagnostic.IsError)
        {
            Errors++;
        }
    }
}
