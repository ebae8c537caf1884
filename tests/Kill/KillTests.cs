using FlinkSql.Tests.Architecture;
using FlinkSql.Tests.Connectors;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Kill;

/// <summary>
/// The command as a process of its own, killed without warning at random moments and continued with
/// <c>run --from latest</c> until it is done: what the sink shows then is as if nothing had happened.
/// <c>FLINKSQL_KILLS=n</c> sets the number of kills, <c>FLINKSQL_SEED=n</c> repeats their moments as far as the clock does.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private const int UsualKills = 30;

    [Fact]
    public void A_process_that_is_killed_at_any_moment_loses_nothing_and_writes_nothing_twice()
    {
        int kills = Number("FLINKSQL_KILLS") ?? UsualKills;
        int seed = Number("FLINKSQL_SEED") ?? Environment.TickCount;
        output.WriteLine($"FLINKSQL_SEED={seed} FLINKSQL_KILLS={kills}");
        var random = new Random(seed);
        int done = 0;
        int rounds = 0;
        while (done < kills)
        {
            using var round = new KillRound(random, output.WriteLine);
            done += round.Run(kills - done);
            rounds++;
            string? wrong = round.Difference();
            Assert.True(wrong is null, $"seed {seed}, round {rounds}, after {done} kills: {wrong}\n{round.Log}");
        }

        output.WriteLine($"{done} kills in {rounds} rounds");
    }

    [Fact]
    public void The_example_of_the_readme_survives_a_kill()
    {
        using var folder = new TempFolder();
        string script = folder.Write("job.sql", File.ReadAllText(RepositoryRoot.File("examples", "never_lose_a_row.sql"))
            .Replace("'rows-per-second' = '2000'", "'rows-per-second' = '20000'", StringComparison.Ordinal));
        using (var killed = CliProcess.Start(folder.Path, "run", script))
        {
            string counts = folder["kept/counts"];
            while (!killed.WaitForExit(TimeSpan.FromMilliseconds(20))
                && !(Directory.Exists(counts) && Directory.EnumerateFiles(counts, "part-*").Any()))
            {
            }

            killed.Kill();
        }

        using var second = CliProcess.Start(folder.Path, "run", script, "--from", "latest");
        Assert.True(second.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Contains("FLS4406", second.Output, StringComparison.Ordinal);
        string[] rows = [.. Directory.EnumerateFiles(folder["kept/counts"], "part-*").SelectMany(File.ReadAllLines)];
        Assert.Equal(
            Enumerable.Range(0, 120).Select(window => $"{window * 500},500,{Enumerable.Range(window * 500, 500).Sum(id => (long)id)}").Order(),
            rows.Order());
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : null;
}
