using FlinkSql.Cli;

return await CommandLine.RunAsync(args, Terminal.ForProcess());
