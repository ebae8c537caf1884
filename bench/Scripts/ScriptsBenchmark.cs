namespace FlinkSql.Bench.Scripts;

/// <summary>
/// Whole scripts as a user runs them: a process that starts, reads a file of flights, aggregates by origin in windows of an
/// hour and writes the rows to a file. DuckDB does the same on the same files where it is installed. Prints medians of runs
/// taken in turns, with the processor time and the peak memory of the process.
/// </summary>
internal static class ScriptsBenchmark
{
    private const int Runs = 5;
    private const int Rows = 3_000_000;

    public static void Run()
    {
        using var folder = new ScratchFolder();
        FlinkSqlCommand command = FlinkSqlCommand.Find();
        Console.WriteLine(command.Note);
        DuckDb? duck = DuckDb.Find();
        Console.WriteLine(duck is null ? DuckDb.Missing : DuckDb.Note);
        Console.WriteLine($"{Rows:N0} rows of flights, medians of {Runs} runs");
        Console.WriteLine("| file | program | seconds | processor seconds | peak MB | rows out |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (FlightsFile file in FlightsFile.All(folder.Path, Rows))
        {
            Compare(file, command, duck);
        }

        Start(command, folder);
    }

    private static void Compare(FlightsFile file, FlinkSqlCommand command, DuckDb? duck)
    {
        List<Contender> contenders =
        [
            new("flinksql, parallelism 1", () => command.Run(file, 1)),
            new("flinksql, parallelism 2", () => command.Run(file, 2)),
        ];
        if (duck is not null && file.DuckDbReader is not null)
        {
            contenders.Add(new("DuckDB, 1 thread", () => duck.Run(file, 1)));
            contenders.Add(new("DuckDB, 2 threads", () => duck.Run(file, 2)));
        }

        for (int run = 0; run < Runs; run++)
        {
            contenders.ForEach(contender => contender.Measure());
        }

        foreach (Contender contender in contenders)
        {
            Console.WriteLine($"| {file.Format} | {contender.Name} | {contender.Row(file)} |");
        }

        if (contenders.Select(contender => contender.RowsOut).Distinct().Count() != 1)
        {
            throw new InvalidOperationException("the programs gave different numbers of rows");
        }

        if (contenders.Count == 4)
        {
            Console.WriteLine(
                $"{file.Format}: flinksql is {contenders[2].Seconds / contenders[0].Seconds:F2} times as fast as DuckDB with one thread, "
                + $"{contenders[3].Seconds / contenders[1].Seconds:F2} times with two");
        }
    }

    private static void Start(FlinkSqlCommand command, ScratchFolder folder)
    {
        string cache = Path.Combine(folder.Path, "plans");
        var cold = new Contender("SELECT 1, nothing cached", () =>
        {
            if (Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }

            return command.Evaluate("SELECT 1", cache);
        });
        var warm = new Contender("SELECT 1, plan cached", () => command.Evaluate("SELECT 1", cache));
        for (int run = 0; run < Runs; run++)
        {
            cold.Measure();
            warm.Measure();
        }

        Console.WriteLine($"| start | {cold.Name} | {cold.Row(null)} |");
        Console.WriteLine($"| start | {warm.Name} | {warm.Row(null)} |");
    }
}
