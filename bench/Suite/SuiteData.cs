using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// The columns the queries of the suite read, made once each: the same rows whatever columns a query asks for. Time
/// advances by ten microseconds a row; keys, prices and texts are spread by a fixed seed.
/// </summary>
internal sealed class SuiteData(int rows) : ISuiteData
{
    public const int BatchRows = 4096;
    public const int RowsPerSecond = 100_000;

    private static readonly BufferPool Memory = new("suite", long.MaxValue);

    private readonly Dictionary<string, Column[]> _columns = new(StringComparer.Ordinal);

    public int Rows => rows;

    public string TimeColumn => "ts";

    public bool IsMadeAnew => false;

    /// <summary>The names of all columns with their types, as CREATE TABLE says them.</summary>
    private static IReadOnlyList<(string Name, string Type)> Known { get; } =
    [
        ("ts", "TIMESTAMP(3) NOT NULL"),
        ("key10", "BIGINT NOT NULL"),
        ("key1000", "BIGINT NOT NULL"),
        ("key100000", "BIGINT NOT NULL"),
        ("key5m", "BIGINT NOT NULL"),
        ("price", "BIGINT NOT NULL"),
        ("amount", "DECIMAL(12, 2) NOT NULL"),
        ("channel", "STRING NOT NULL"),
        ("url", "STRING NOT NULL"),
    ];

    public string Declare(string name) => $"{name} {TypeOf(name)}";

    /// <summary>Batches of the columns named, which keep their memory for as long as this lives.</summary>
    public List<RecordBatch> Batches(IReadOnlyList<string> names)
    {
        Column[][] columns = [.. names.Select(Column)];
        var schema = new Schema([.. names.Select(name => new Field(name, TypeText.Parse(TypeOf(name))))]);
        return [.. Enumerable.Range(0, columns[0].Length).Select(batch => new RecordBatch(
            schema, [.. columns.Select(column => column[batch].Retain())], columns[0][batch].Length))];
    }

    private static string TypeOf(string name) => Known.Single(column => column.Name == name).Type;

    private Column[] Column(string name)
    {
        if (!_columns.TryGetValue(name, out Column[]? made))
        {
            _columns[name] = made = Make(name);
        }

        return made;
    }

    private Column[] Make(string name)
    {
        var random = new Random(name.Sum(letter => letter));
        var schema = new Schema([new Field(name, TypeText.Parse(TypeOf(name)))]);
        var made = new List<Column>();
        for (int start = 0; start < rows; start += BatchRows)
        {
            var builder = new BatchBuilder(schema, Memory);
            for (int row = start; row < Math.Min(rows, start + BatchRows); row++)
            {
                Append(builder, name, row, random);
                builder.EndRow();
            }

            made.Add(builder.Build().Column(0));
        }

        return [.. made];
    }

    private static void Append(BatchBuilder builder, string name, int row, Random random)
    {
        switch (name)
        {
            case "ts":
                builder.Fixed<long>(0).Append(row * 1000L / RowsPerSecond);
                break;
            case "key10":
                builder.Fixed<long>(0).Append(random.Next(10));
                break;
            case "key1000":
                builder.Fixed<long>(0).Append(random.Next(1000));
                break;
            case "key100000":
                builder.Fixed<long>(0).Append(random.Next(100_000));
                break;
            case "key5m":
                builder.Fixed<long>(0).Append(random.Next(5_000_000));
                break;
            case "price":
                builder.Fixed<long>(0).Append(random.Next(1000));
                break;
            case "amount":
                builder.Fixed<long>(0).Append(random.Next(10_000_000));
                break;
            case "channel":
                builder.Bytes(0).Append(Encoding.UTF8.GetBytes($"channel-{random.Next(1000)}"));
                break;
            default:
                string host = random.Next(4) == 0 ? "https://www.example.org/" : "https://shop.example.com/";
                builder.Bytes(0).Append(Encoding.UTF8.GetBytes($"{host}item/{random.Next(1_000_000)}?from=Mail"));
                break;
        }
    }
}
