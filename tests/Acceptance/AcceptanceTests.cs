using System.Text.RegularExpressions;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Acceptance;

/// <summary>
/// The acceptance cases, run in this process. They are not part of the repository: where they are not beside it, these
/// tests say so and check nothing.
/// </summary>
public class AcceptanceTests(ITestOutputHelper output)
{
    private static readonly string[] SkippedTags =
    [
        "udf", "lookup-join", "uses-proctime", "metadata-column", "sink-metadata-column", "sink-layout", "star-over-__wm",
    ];

    private static readonly Regex Supported = new(
        "^(calc|limit|sink|table-source-scan|union|values|group-aggregate|watermark-assigner|changelog-normalize|"
        + "incremental-group|window-aggregate|window-table-function|group-window-aggregate|window-rank|"
        + "window-deduplicate|rank-test|deduplicate|sort-limit)");

    [Fact]
    public void All_expressions_but_five_give_the_text_expected()
    {
        // A function of the program's own, nanoseconds of the year 1500, and names that are no literals.
        if (Run("expressions.jsonl", _ => true) is (_, { } failed))
        {
            Assert.True(failed.Count <= 5, $"{failed.Count} failed");
        }
    }

    [Fact]
    public void The_supported_families_give_their_changelogs_to_the_row()
    {
        if (Run("changelog_programs.jsonl", test => Supported.IsMatch(test.Id)) is (_, { } failed))
        {
            Assert.Empty(failed);
        }
    }

    /// <summary>
    /// What does not come out right yet when a job continues from a savepoint; each is to be taken out when it does.
    /// </summary>
    private static readonly string[] NotYetRestored = [];

    [Fact]
    public void The_supported_families_go_on_from_a_savepoint_between_their_halves()
    {
        if (Run("changelog_programs.jsonl", test => Supported.IsMatch(test.Id) && test.HasHalves, Restored) is (_, { } failed))
        {
            Assert.Equal(NotYetRestored.Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Window_queries_over_larger_inputs_give_their_rows()
    {
        string[] later = ["join", "unnest", "windowed", "debezium_pass_through"];
        if (Run("window_queries.jsonl", test => !later.Any(test.Id.Contains)) is (_, { } failed))
        {
            Assert.Empty(failed);
        }
    }

    private (List<string> Passed, List<string> Failed)? Run(
        string file, Func<AcceptanceCase, bool> wanted, Func<AcceptanceCase, string?>? run = null)
    {
        if (AcceptanceCase.Read(file) is not { } cases)
        {
            output.WriteLine("the acceptance cases are not beside the repository: nothing was checked");
            return null;
        }

        var passed = new List<string>();
        var failed = new List<string>();
        using var engine = new FlinkSqlEngine();
        foreach (AcceptanceCase test in cases.Where(test => wanted(test) && !test.Tags.Intersect(SkippedTags).Any()))
        {
            string? problem = run is null ? Problem(engine, test) : run(test);
            (problem is null ? passed : failed).Add(test.Id);
            if (problem is not null)
            {
                output.WriteLine($"{test.Id} {test.Text("query")}\n    {problem}");
            }
        }

        output.WriteLine($"{passed.Count} passed, {failed.Count} failed");
        return (passed, failed);
    }

    private static string? Restored(AcceptanceCase test)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("flinksql-case");
        try
        {
            return new RestoreRun(test, folder.FullName).Problem();
        }
        catch (Exception failure)
        {
            return (failure as AggregateException)?.InnerException?.Message ?? failure.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Problem(FlinkSqlEngine engine, AcceptanceCase test)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("flinksql-case");
        try
        {
            string input = folder.CreateSubdirectory("in").FullName;
            string results = folder.CreateSubdirectory("out").FullName;
            test.WriteInputs(input);
            Session session = engine.OpenSession();
            string script = test.Script(input, results);
            foreach (StatementSyntax statement in Session.Parse(script))
            {
                if (session.Execute(statement, script) is InsertOutcome insert
                    && !insert.Job.Completion().Wait(TimeSpan.FromMinutes(1)))
                {
                    return "the job did not end";
                }
            }

            return AcceptanceComparison.Difference(test, results);
        }
        catch (Exception failure)
        {
            return (failure as AggregateException)?.InnerException?.Message ?? failure.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
