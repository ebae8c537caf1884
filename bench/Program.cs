FlinkSql.Bench.Engine.FilterProjectBenchmark.Run();
FlinkSql.Bench.Engine.TumbleBenchmark.Run();
return 0;
