using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace FlinkSql.Codegen.Compilation;

/// <summary>The C# compiler refused generated code: a defect of this engine, shown with the source.</summary>
public sealed class CodeGenerationException : Exception
{
    private CodeGenerationException(string message)
        : base(message)
    {
    }

    internal static CodeGenerationException From(IEnumerable<Diagnostic> diagnostics, IEnumerable<GeneratedSource> sources)
    {
        var text = new StringBuilder("internal error: generated code does not compile\n");
        Diagnostic[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        foreach (Diagnostic error in errors.Take(20))
        {
            text.Append(error.ToString()).Append('\n');
        }

        HashSet<string> files = [.. errors.Select(error => error.Location.GetLineSpan().Path)];
        foreach (GeneratedSource source in sources.Where(source => files.Contains(source.FileName)))
        {
            text.Append('\n').Append(source.FileName).Append('\n');
            foreach ((int number, string line) in source.Text.Split('\n').Index())
            {
                text.Append(CultureInfo.InvariantCulture, $"{number + 1,5}  {line}\n");
            }
        }

        return new CodeGenerationException(text.ToString());
    }
}
