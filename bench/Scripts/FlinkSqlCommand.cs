namespace FlinkSql.Bench.Scripts;

/// <summary>The command itself: the published one of artifacts/publish, or else the one that was built.</summary>
internal sealed class FlinkSqlCommand
{
    private const string Published = "artifacts/publish/flinksql";
    private const string Built = "src/Cli/bin/Release/net10.0/flinksql.dll";

    private readonly string _program;
    private readonly string[] _first;

    private FlinkSqlCommand(string program, string[] first, string note)
    {
        _program = program;
        _first = first;
        Note = note;
    }

    /// <summary>Which one it is.</summary>
    public string Note { get; }

    /// <exception cref="FileNotFoundException">There is neither.</exception>
    public static FlinkSqlCommand Find()
    {
        if (File.Exists(Published))
        {
            return new FlinkSqlCommand(Published, [], $"flinksql: {Published}");
        }

        return File.Exists(Built)
            ? new FlinkSqlCommand("dotnet", [Built], $"flinksql: {Built}, which starts slower than a published one: dotnet publish src/Cli -c Release "
                + "-r linux-x64 --self-contained false -p:PublishReadyToRun=true -o artifacts/publish")
            : throw new FileNotFoundException("build src/Cli in Release first, and run the benchmark from the root of the repository");
    }

    /// <summary>Runs the script of a file.</summary>
    public ProcessRun Run(FlightsFile file, int parallelism)
    {
        string script = file.Path + $".{parallelism}.sql";
        File.WriteAllText(script, $"SET 'parallelism.default' = '{parallelism}';\n{file.Script}");
        ProcessRun run = ProcessRun.Of(_program, [.. _first, "run", script]);
        return run with { RowsOut = File.ReadLines(file.Output).LongCount() };
    }

    /// <summary>Runs a statement given on the command line.</summary>
    public ProcessRun Evaluate(string statement, string cache) =>
        ProcessRun.Of(_program, [.. _first, "-e", statement], ("XDG_CACHE_HOME", cache));
}
