using FlinkSql.Cli.Control;

namespace FlinkSql.Cli;

/// <summary>What the command line asks for.</summary>
/// <param name="Command">The job to do.</param>
/// <param name="Text">A file for Run, SQL for Execute and Explain.</param>
/// <param name="Format">How results print; null where the settings of the session decide.</param>
internal sealed record Arguments(Command Command, string Text, ResultFormat? Format)
{
    /// <summary>What --help prints.</summary>
    public const string Usage = """
        flinksql run FILE         run the statements of a file; - reads standard input
          --from PATH|latest        continue from a checkpoint or savepoint; latest is the newest checkpoint
                                    of the job under 'execution.checkpointing.dir', or the beginning without one
        flinksql jobs             the jobs of all flinksql commands that this user runs on this machine
        flinksql savepoint [JOB] [PATH]
                                  save the state of a running job; without PATH in
                                    'execution.checkpointing.savepoint-dir'
        flinksql stop [JOB] [--savepoint [PATH]] [--drain]
                                  stop a running job, after saving its state; JOB is as in flinksql jobs, and can
                                    be left out where there is one; --drain closes all windows first, for good
        flinksql -e SQL           run the statements given
        flinksql explain SQL      print the plans of a query; a name that ends in .sql is read as a file
        flinksql                  prompt
        flinksql --version

          --format tableau|changelog|table|csv|json    how results print
                                    (default: the setting 'sql-client.execution.result-mode')

        exit codes: 0 done, 1 a statement failed, 2 wrong arguments, 130 stopped by Ctrl-C
        """;

    /// <summary>The checkpoint or savepoint to continue from; null begins anew.</summary>
    public string? From { get; init; }

    /// <summary>What is asked of a process that runs jobs.</summary>
    public ControlRequest? Request { get; init; }

    /// <summary>Reads the arguments; null and an error when they are none.</summary>
    public static Arguments? Parse(string[] args, out string error) => new ArgumentReader(args).Read(out error);
}

/// <summary>See <see cref="Arguments"/>.</summary>
internal enum Command
{
    Prompt,
    Run,
    Execute,
    Explain,

    /// <summary>Lists the jobs of all processes.</summary>
    Jobs,

    /// <summary>Asks a process to save or stop a job.</summary>
    Control,
    Help,
    Version,
}

/// <summary>How results print.</summary>
internal enum ResultFormat
{
    /// <summary>A table; changes show as an op column.</summary>
    Tableau,

    /// <summary>A table that always has the op column.</summary>
    Changelog,

    /// <summary>A table that changes in place: the whole result of a query whose rows change, again and again.</summary>
    Table,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Json,
}
