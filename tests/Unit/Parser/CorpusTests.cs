using System.Text.Json;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Sql.Harness;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Unit.Parser;

public class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_statement_of_the_corpus_parses_and_prints_to_the_same_tree()
    {
        int count = 0;
        foreach ((string text, ScriptStatement statement) in Corpus.Statements())
        {
            RoundTrip.Check(text, statement.Result);
            count++;
        }
        Assert.True(count >= 250, $"only {count} statements");
    }

    [Fact]
    public void The_corpus_holds_every_kind_of_node_and_every_value_of_every_enum()
    {
        HashSet<object> seen = [];
        foreach ((_, ScriptStatement statement) in Corpus.Statements())
        {
            foreach (object part in SyntaxWalk.All(statement.Result.Value!)) seen.Add(part is Enum ? part : part.GetType());
        }
        IEnumerable<Type> enums = seen.OfType<Enum>().Select(value => value.GetType()).Distinct().ToArray();
        Assert.Empty(SyntaxWalk.ConcreteTypes.Where(type => !seen.Contains(type)).Select(type => type.Name));
        Assert.Empty(enums.SelectMany(type => Enum.GetValues(type).Cast<Enum>())
            .Where(value => !seen.Contains(value)).Select(value => $"{value.GetType().Name}.{value}"));
    }

    [Fact]
    public void Spans_point_at_the_text_of_a_node()
    {
        foreach ((string text, ScriptStatement statement) in Corpus.Statements())
        {
            foreach (object part in SyntaxWalk.All(statement.Result.Value!))
            {
                if (part is not SyntaxNode { Span: { IsNone: false } span }) continue;
                Assert.InRange(span.Start, statement.Span.Start, statement.Span.End);
                Assert.InRange(span.End, span.Start, statement.Span.End);
                switch (part)
                {
                    case IdentifierSyntax name:
                        Assert.Contains(name.Name.Replace("`", "``"), span.Slice(text), StringComparison.OrdinalIgnoreCase);
                        break;
                    case ColumnRefSyntax or LiteralSyntax or BinarySyntax or CaseSyntax or CastSyntax or InListSyntax:
                        ParseResult<ExpressionSyntax> alone = SqlParser.ParseExpression(span.Slice(text));
                        Assert.True(alone.IsValid, alone.Render(span.Slice(text)));
                        Assert.Equal(part, alone.Value);
                        break;
                }
            }
        }
    }

    [Fact]
    public void Every_script_of_the_repository_round_trips()
    {
        string[] files = [.. FilesBelow("tests"), .. FilesBelow("examples")];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            foreach (string sql in TextsOf(file))
            {
                foreach (ScriptStatement statement in SqlParser.ParseScript(sql)) RoundTrip.Check(sql, statement.Result);
            }
        }
    }

    // tests/Errors holds what must not parse; bin and obj hold copies.
    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(RepositoryRoot.File(folder), "*.s*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(RepositoryRoot.Path, file).Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules" or "Errors"));

    private static IEnumerable<string> TextsOf(string file) => Path.GetExtension(file) switch
    {
        ".sql" => [File.ReadAllText(file)],
        ".slt" => SqlScript.Read(file).Blocks.Where(block => block.Directive is "statement" or "query").Select(block => block.Sql),
        _ => [],
    };

    [Fact]
    public void Every_script_of_the_acceptance_cases_round_trips_when_they_are_there()
    {
        string[] folders = [Path.Combine(RepositoryRoot.Path, "..", "shared", "acceptance"), Path.Combine(RepositoryRoot.Path, "..", "..", "shared", "acceptance")];
        if (folders.FirstOrDefault(Directory.Exists) is not { } folder)
        {
            output.WriteLine("no acceptance cases beside the repository: nothing to check");
            return;
        }
        foreach (string file in Directory.GetFiles(folder, "*.jsonl"))
        {
            foreach (string line in File.ReadLines(file)) CheckCase(line);
        }
    }

    private static void CheckCase(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        foreach (string field in (string[])["script", "query"])
        {
            if (!document.RootElement.TryGetProperty(field, out JsonElement value)) continue;
            string sql = value.GetString()!;
            foreach (ScriptStatement statement in SqlParser.ParseScript(sql)) RoundTrip.Check(sql, statement.Result);
        }
    }
}
