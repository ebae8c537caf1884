using FlinkSql.Cli;
using FlinkSql.Cli.Control;

return await CommandLine.RunAsync(args, Terminal.ForProcess(), channel: OperatingSystem.IsWindows() ? null : SocketChannel.ForUser());
