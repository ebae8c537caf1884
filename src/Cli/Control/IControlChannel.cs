namespace FlinkSql.Cli.Control;

/// <summary>How commands on this machine reach the processes that run jobs. Who can reach it is the same user alone.</summary>
internal interface IControlChannel
{
    /// <summary>Answers requests to this process until the answer is disposed.</summary>
    /// <param name="answer">Gives the reply to a request; it does not throw.</param>
    IDisposable Listen(Func<ControlRequest, Task<ControlReply>> answer);

    /// <summary>The processes that can be asked, by id.</summary>
    IReadOnlyList<int> Processes();

    /// <summary>Asks a process; null when it is not there any more.</summary>
    Task<ControlReply?> AskAsync(int process, ControlRequest request);
}
