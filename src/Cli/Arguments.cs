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

    /// <summary>Reads the arguments; null and an error when they are none.</summary>
    public static Arguments? Parse(string[] args, out string error)
    {
        error = "";
        Command? command = null;
        string? text = null;
        ResultFormat? format = null;
        for (int index = 0; index < args.Length; index++)
        {
            string arg = args[index];
            switch (arg)
            {
                case "--help" or "-h" or "help" when command is null:
                    command = Command.Help;
                    break;
                case "--version" when command is null:
                    command = Command.Version;
                    break;
                case "run" or "-f" when command is null:
                    command = Command.Run;
                    break;
                case "-e" or "-c" when command is null:
                    command = Command.Execute;
                    break;
                case "explain" when command is null:
                    command = Command.Explain;
                    break;
                case "--format":
                    if (++index == args.Length || !Enum.TryParse(args[index], ignoreCase: true, out ResultFormat chosen))
                    {
                        error = "--format takes tableau, changelog, table, csv or json";
                        return null;
                    }

                    format = chosen;
                    break;
                default:
                    // What follows -e is SQL, which may well begin with a comment.
                    bool sql = command is Command.Execute or Command.Explain;
                    if ((arg.StartsWith("--", StringComparison.Ordinal) && !sql) || text is not null || command is null)
                    {
                        error = $"unexpected argument \"{arg}\"";
                        return null;
                    }

                    text = arg;
                    break;
            }
        }

        if (command is Command.Run or Command.Execute or Command.Explain && text is null)
        {
            error = command == Command.Run ? "run takes a file" : "some SQL is missing";
            return null;
        }

        return new Arguments(command ?? Command.Prompt, text ?? "", format);
    }
}

/// <summary>See <see cref="Arguments"/>.</summary>
internal enum Command
{
    Prompt,
    Run,
    Execute,
    Explain,
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
