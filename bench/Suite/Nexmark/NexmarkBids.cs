using FlinkSql.Columnar;
using FlinkSql.Connectors;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>Bids of the engine's Nexmark generator, 100,000 events of all kinds a second of event time.</summary>
internal sealed class NexmarkBids(int rows) : ISuiteData
{
    private const int BatchRows = 4096;

    private static readonly Schema Known = TypeText.ParseSchema(
        "auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel STRING NOT NULL, url STRING NOT NULL, "
        + "dateTime TIMESTAMP(3) NOT NULL, extra STRING NOT NULL");

    public int Rows => rows;

    public string TimeColumn => "dateTime";

    public bool IsMadeAnew => true;

    public string Declare(string name) => $"{name} {Known[Index(name)].Type}";

    public List<RecordBatch> Batches(IReadOnlyList<string> names)
    {
        var table = new ConnectorTable("bids", Known, [], [], new Dictionary<string, string>
        {
            ["nexmark.table"] = "bid",
            ["events.num"] = $"{(rows + 46L) / 46 * 50}",
            ["first-event.rate"] = "100000",
        });
        ISource source = new ConnectorRegistry().Get("nexmark").CreateSource(table, [.. names.Select(Index)]);
        var context = new SourceContext(
            BufferPool.Shared, TimeProvider.System, TimeZoneInfo.Utc, new OperatorMetrics("bench", 0), 0);
        var builder = new BatchBuilder(source.Schema, BufferPool.Shared);
        using ISplitReader reader = source.Open(source.Splits().Single(), context);
        var batches = new List<RecordBatch>();
        for (int left = rows; left > 0;)
        {
            reader.Read(builder, Math.Min(left, BatchRows) - builder.RowCount);
            if (builder.RowCount == Math.Min(left, BatchRows))
            {
                RecordBatch made = builder.Build();
                left -= made.RowCount;
                batches.Add(new RecordBatch(made.Schema, [.. Enumerable.Range(0, names.Count).Select(made.Column)], made.RowCount));
            }
        }

        return batches;
    }

    private static int Index(string name) =>
        Enumerable.Range(0, Known.Count).Single(index => Known[index].Name == name);
}
