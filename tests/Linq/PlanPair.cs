using FlinkSql.Linq;
using FlinkSql.Linq.Translation;
using FlinkSql.Parser;
using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>A LINQ query and its SQL: one plan at every stage, down to the ids of the operators.</summary>
internal static class PlanPair
{
    public static async Task Same(Func<EventStream<Trade>, StreamQuery> linq, string sql)
    {
        await using var run = new LinqRun();
        StreamQuery query = linq(run.Engine.From(LinqRun.Trades, source => source.Named("trades").EventTime(t => t.At, 5.Seconds)));
        var statement = query.ToStatement();
        string text = statement.ToString();
        Assert.Equal(statement, SqlParser.ParseStatement(text).Value);

        PlanResult ours = run.Plan(statement, text);
        PlanResult theirs = run.Plan(sql);
        var types = new PrintOptions { Types = true };
        Assert.Equal(PlanPrinter.Print(theirs.Optimized, types), PlanPrinter.Print(ours.Optimized, types));
        Assert.Equal(theirs.Optimized, ours.Optimized);
        Assert.Equal(PlanPrinter.Print(theirs.Physical, types), PlanPrinter.Print(ours.Physical, types));
        Assert.Equal(theirs.Physical, ours.Physical);
        Assert.Equal(GraphText.Print(theirs.StreamGraph!), GraphText.Print(ours.StreamGraph!));
    }
}
