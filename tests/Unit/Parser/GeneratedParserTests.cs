using System.Security.Cryptography;
using FlinkSql.Tests.Architecture;
using Xunit;

namespace FlinkSql.Tests.Unit.Parser;

public class GeneratedParserTests
{
    [Fact]
    public void The_committed_parser_was_generated_from_the_committed_grammar()
    {
        string[] files =
        [
            RepositoryRoot.File("grammar", "FlinkSqlLexer.g4"),
            RepositoryRoot.File("grammar", "FlinkSqlParser.g4"),
            RepositoryRoot.File("src", "Parser", "Generated", "FlinkSqlLexer.cs"),
            RepositoryRoot.File("src", "Parser", "Generated", "FlinkSqlParser.cs"),
        ];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files) hash.AppendData(File.ReadAllBytes(file));
        string expected = File.ReadAllText(RepositoryRoot.File("grammar", "grammar.sha256")).Trim();
        Assert.True(
            expected == Convert.ToHexStringLower(hash.GetHashAndReset()),
            "run grammar/generate.sh and commit src/Parser/Generated and grammar/grammar.sha256");
    }
}
