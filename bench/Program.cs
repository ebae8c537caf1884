using FlinkSql.Bench;

return Benchmarks.Run(args);
