using System.Text.RegularExpressions;
using FlinkSql.Cli.Control;

namespace FlinkSql.Cli;

/// <summary>Reads a command line from left to right.</summary>
internal sealed partial class ArgumentReader(string[] args)
{
    private readonly List<string> _texts = [];
    private Command? _command;
    private ResultFormat? _format;
    private string _verb = "";
    private string? _from;
    private string? _path;
    private bool _saves;
    private bool _drains;
    private int _index;

    /// <summary>The arguments; null and an error when they are none.</summary>
    public Arguments? Read(out string error)
    {
        error = "";
        for (_index = 0; _index < args.Length; _index++)
        {
            if (Take(args[_index]) is { } wrong)
            {
                error = wrong;
                return null;
            }
        }

        error = Missing() ?? "";
        return error.Length != 0 ? null : new Arguments(_command ?? Command.Prompt, _texts.FirstOrDefault(""), _format)
        {
            From = _from,
            Request = _command == Command.Control ? Request() : null,
        };
    }

    /// <summary>What is wrong with an argument; null where nothing is.</summary>
    private string? Take(string arg)
    {
        if (_command is null && Verb(arg) is { } command)
        {
            _command = command;
            _verb = arg;
            return null;
        }

        switch (arg)
        {
            case "--format":
                if (!Enum.TryParse(Next(), ignoreCase: true, out ResultFormat chosen))
                {
                    return "--format takes tableau, changelog, table, csv or json";
                }

                _format = chosen;
                return null;
            case "--from" when _command == Command.Run:
                _from = Next();
                return _from is null ? "--from takes the path of a checkpoint or savepoint, or latest" : null;
            case "--savepoint" when _verb == "stop":
                _saves = true;
                _path = _index + 1 < args.Length && !args[_index + 1].StartsWith('-') ? Next() : null;
                return null;
            case "--drain" when _verb == "stop":
                _drains = true;
                return null;
        }

        // What follows -e is SQL, which may well begin with a comment.
        bool sql = _command is Command.Execute or Command.Explain;
        bool tooMany = _texts.Count >= (_verb == "savepoint" ? 2 : _command == Command.Jobs ? 0 : 1);
        if ((arg.StartsWith("--", StringComparison.Ordinal) && !sql) || _command is null || tooMany)
        {
            return $"unexpected argument \"{arg}\"";
        }

        _texts.Add(arg);
        return null;
    }

    private static Command? Verb(string arg) => arg switch
    {
        "--help" or "-h" or "help" => Command.Help,
        "--version" => Command.Version,
        "run" or "-f" => Command.Run,
        "-e" or "-c" => Command.Execute,
        "explain" => Command.Explain,
        "jobs" => Command.Jobs,
        "savepoint" or "stop" => Command.Control,
        _ => null,
    };

    private string? Next() => ++_index < args.Length ? args[_index] : null;

    private string? Missing() => _command switch
    {
        Command.Run when _texts.Count == 0 => "run takes a file",
        Command.Execute or Command.Explain when _texts.Count == 0 => "some SQL is missing",
        _ => null,
    };

    private ControlRequest Request()
    {
        string? job = _texts.FirstOrDefault();
        if (_verb == "savepoint")
        {
            _path = _texts.ElementAtOrDefault(1);
            if (_texts.Count == 1 && job!.Contains('/', StringComparison.Ordinal) && !JobOfProcess().IsMatch(job))
            {
                (job, _path) = (null, job);
            }
        }

        // The process that saves stands in a folder of its own.
        string? path = _path is null ? null : Path.GetFullPath(_path);
        return new ControlRequest(_verb, job, path, _saves, _drains);
    }

    [GeneratedRegex("^[0-9]+/job-[0-9]+$")]
    private static partial Regex JobOfProcess();
}
