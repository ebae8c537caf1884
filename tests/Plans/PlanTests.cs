using FlinkSql.Planner.Explain;
using FlinkSql.Tests.Snapshots;
using Xunit;

namespace FlinkSql.Tests.Plans;

/// <summary>
/// Every <c>.plan</c> file: SQL over the tables of tables.sql, a line of dashes, and the text of EXPLAIN. A first line
/// <c>-- parallelism n</c> sets the parallelism.
/// </summary>
public class PlanTests
{
    private const string Line = "\n----\n";

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Path.Combine(Snapshot.Root, "Plans"), "*.plan")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Explains_as_written(string file)
    {
        string text = File.ReadAllText(Path.Combine(Snapshot.Root, "Plans", file)).Replace("\r\n", "\n", StringComparison.Ordinal);
        string sql = text.Split(Line)[0].TrimEnd('\n');
        PlanSession session = NewSession();
        if (sql.StartsWith("-- parallelism ", StringComparison.Ordinal))
        {
            session.Options = session.Options with { Parallelism = int.Parse(sql.Split(' ', '\n')[2]) };
        }

        PlanSession.Planned planned = session.Run(sql)!;
        string errors = string.Concat(planned.Plan.Diagnostics.Select(diagnostic => diagnostic.Render(sql)));
        string explained = errors.Length != 0
            ? errors
            : ExplainText.Print(planned.Plan, planned.Details, sql, planned.Statement, session.Options);
        Snapshot.Match($"Plans/{file}", sql + Line + explained);
    }

    /// <summary>A session with the tables of tables.sql.</summary>
    internal static PlanSession NewSession()
    {
        var session = new PlanSession();
        session.Run(File.ReadAllText(Path.Combine(Snapshot.Root, "Plans", "tables.sql")));
        return session;
    }
}
