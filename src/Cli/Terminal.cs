namespace FlinkSql.Cli;

/// <summary>Where the command reads and writes; a test puts its own in place.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Results.</param>
/// <param name="Messages">Everything else: errors, notes, progress.</param>
/// <param name="IsInteractive">Whether messages go to a terminal, where a progress line may be drawn.</param>
internal sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Messages, bool IsInteractive)
{
    /// <summary>How many lines it shows.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Whether statements come from a pipe or a file, so that nobody can be asked.</summary>
    public bool InputIsPiped { get; init; }

    /// <summary>The clock of progress and silences.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The terminal of the process; output is buffered, as a result may be long.</summary>
    public static Terminal ForProcess() => new(
        Console.In,
        new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16),
        Console.Error,
        !Console.IsErrorRedirected && !Console.IsOutputRedirected)
    {
        Height = Console.IsOutputRedirected ? int.MaxValue : Console.WindowHeight,
        InputIsPiped = Console.IsInputRedirected,
    };
}
