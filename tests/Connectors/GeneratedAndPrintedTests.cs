using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors;

/// <summary>The connectors without files: datagen, print and blackhole.</summary>
public sealed class GeneratedAndPrintedTests
{
    private static ConnectorRun Generate(string columns, params (string, string)[] options) =>
        new("datagen", columns, [("rows-per-second", "1000000000"), .. options]);

    [Fact]
    public void The_same_seed_gives_the_same_rows_in_any_batches()
    {
        const string columns = "a INT, b STRING, c DOUBLE, d ARRAY<INT>, e ROW<x BIGINT, y BOOLEAN>, f DECIMAL(30, 2)";
        (string, string)[] options = [("number-of-rows", "500"), ("fields.a.null-rate", "0.3")];
        string rows = Generate(columns, options).Read();
        ConnectorRun sized = Generate(columns, options);
        sized = new ConnectorRun("datagen", sized.Table.Schema) { Table = sized.Table, BatchRows = 7 };
        Assert.Equal(rows, sized.Read());
        Assert.NotEqual(rows, Generate(columns, [.. options, ("seed", "1")]).Read());
        Assert.Equal(
            rows.Split('\n').Select(row => row.Split(' ')[1]),
            Generate(columns, options).Read(0).Split('\n').Select(row => row.Split(' ')[1]));
    }

    [Fact]
    public void Every_type_can_be_made()
    {
        const string columns =
            "a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(5, 2), i DECIMAL(38, 0), "
            + "j CHAR(3), k VARCHAR(4), l STRING, m BINARY(2), n BYTES, o DATE, p TIME(3), q TIME(9), r TIMESTAMP(3), "
            + "s TIMESTAMP_LTZ(9), t ARRAY<INT>, u MAP<STRING, INT>, v MULTISET<INT>, w ROW<x INT>, x VARIANT, "
            + "y INTERVAL YEAR TO MONTH, z INTERVAL DAY TO SECOND(3)";
        using RecordBatch batch = Generate(columns, ("number-of-rows", "50")).ReadBatch();
        Assert.Equal(50, batch.RowCount);
        Assert.Equal(100, ((string)batch.Column(11).GetValue(0)!).Length);
        Assert.Equal(4, ((string)batch.Column(10).GetValue(0)!).Length);
        Assert.Equal(20_000L * 86_400_000, batch.Column(17).GetValue(0));
    }

    [Fact]
    public void Values_stay_within_their_bounds()
    {
        using RecordBatch batch = Generate(
            "a INT, b DOUBLE, c DECIMAL(6, 2), d TIMESTAMP(3), e STRING, f ARRAY<TINYINT>",
            ("number-of-rows", "1000"), ("fields.a.min", "-3"), ("fields.a.max", "3"), ("fields.b.min", "0.5"),
            ("fields.b.max", "0.75"), ("fields.c.min", "1.50"), ("fields.c.max", "1.52"), ("fields.d.max-past", "10 s"),
            ("fields.e.length", "5"), ("fields.e.var-len", "true"), ("fields.f.element.min", "7"), ("fields.f.length", "2"))
            .ReadBatch();
        Assert.Equal([-3, -2, -1, 0, 1, 2, 3], batch.Values<int>(0).ToArray().Distinct().Order());
        Assert.All(batch.Values<double>(1).ToArray(), value => Assert.InRange(value, 0.5, 0.75));
        Assert.Equal([150L, 151, 152], batch.Values<long>(2).ToArray().Distinct().Order());
        long now = 20_000L * 86_400_000;
        Assert.All(batch.Values<long>(3).ToArray(), value => Assert.InRange(value, now - 10_000, now));
        Assert.Equal(
            [1, 2, 3, 4, 5],
            Enumerable.Range(0, 1_000).Select(row => ((string)batch.Column(4).GetValue(row)!).Length).Distinct().Order());
        Assert.All((object?[])batch.Column(5).GetValue(9)!, value => Assert.InRange((sbyte)value!, 7, 127));
    }

    [Fact]
    public void A_sequence_counts_and_ends() => Assert.Equal(
        "+I 3 3.00 '3'\n+I 4 4.00 '4'\n+I 5 5.00 '5'",
        Generate(
            "a INT, b STRING, c DECIMAL(5, 2), d STRING",
            ("fields.a.kind", "sequence"), ("fields.a.start", "3"), ("fields.a.end", "5"),
            ("fields.c.kind", "sequence"), ("fields.c.start", "3"), ("fields.c.end", "300"),
            ("fields.d.kind", "sequence"), ("fields.d.start", "3"), ("fields.d.end", "9")).Read(0, 2, 3));

    [Fact]
    public void It_is_bounded_if_rows_or_a_sequence_say_so()
    {
        Assert.False(Capabilities().Bounded);
        Assert.True(Capabilities(("number-of-rows", "5")).Bounded);
        Assert.True(Capabilities(
            ("fields.a.kind", "sequence"), ("fields.a.start", "1"), ("fields.a.end", "2")).Bounded);

        static TableCapabilities Capabilities(params (string, string)[] options)
        {
            ConnectorRun run = Generate("a INT", options);
            return run.Connector.Describe(run.Table);
        }
    }

    [Theory]
    [InlineData("FLS5007", "fields.b.min", "1", "there is no column \"b\"")]
    [InlineData("FLS5007", "fields.a.length", "1", "no such option")]
    [InlineData("FLS5006", "fields.a.kind", "randm", "not one of random, sequence")]
    [InlineData("FLS5006", "fields.a.max", "3000000000", "a whole number from")]
    [InlineData("FLS5006", "fields.a.min", "x", "a whole number from")]
    [InlineData("FLS5003", "fields.a.kind", "sequence", "fields.a.start")]
    [InlineData("FLS5006", "fields.a.null-rate", "1.5", "a number from 0 to 1")]
    public void A_wrong_option_is_an_error(string code, string key, string value, string message)
    {
        ConnectorRun run = Generate("a INT", (key, value));
        var error = Assert.Throws<ConnectorException>(() => run.Connector.Describe(run.Table));
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Rows_go_on_as_they_would_have()
    {
        const string Columns = "a INT, b STRING, c DECIMAL(30, 2), d ARRAY<ROW<x DOUBLE, y BOOLEAN>>, e BIGINT, f STRING, "
            + "h MAP<INT, BYTES>, i VARIANT, j MULTISET<INT>, k FLOAT";
        ConnectorRun run = Generate(
            Columns, ("number-of-rows", "60"), ("seed", "5"), ("fields.a.null-rate", "0.3"), ("fields.b.var-len", "true"),
            ("fields.e.kind", "sequence"), ("fields.e.start", "1"), ("fields.e.end", "100"),
            ("fields.f.kind", "sequence"), ("fields.f.start", "1"), ("fields.f.end", "100"));
        ISource source = run.Connector.CreateSource(run.Table, [.. Enumerable.Range(0, run.Table.Schema.Count)]);
        string[] whole = [.. Read(null, 60, 7).Rows];
        Assert.Equal(60, whole.Length);
        for (int rows = 0; rows <= 60; rows++)
        {
            (string[] first, byte[]? position) = Read(null, rows, 3);
            Assert.Equal(whole, first.Concat(Read(position, 60, 11).Rows));
        }

        (string[] Rows, byte[]? Position) Read(byte[]? position, int count, int batchSize)
        {
            using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext() with { Position = position });
            var rows = new BatchBuilder(source.Schema, run.Memory);
            for (bool more = true; more && rows.RowCount < count;)
            {
                ReadResult result = reader.Read(rows, Math.Min(batchSize, count - rows.RowCount));
                ((FixedClock)run.Clock).Now += result.Delay;
                more = result.State != ReadState.End;
            }

            using RecordBatch batch = rows.Build();
            return (batch.RowCount == 0 ? [] : BatchText.Print(batch).Split('\n'), reader.Position);
        }
    }

    [Fact]
    public void Rows_come_at_their_rate()
    {
        var clock = new FixedClock();
        ConnectorRun run = new("datagen", "a INT", ("rows-per-second", "4")) { Clock = clock };
        ISource source = run.Connector.CreateSource(run.Table, [0]);
        using ISplitReader reader = source.Open(source.Splits()[0], run.SourceContext());
        var rows = new BatchBuilder(source.Schema, run.Memory);
        for (int expected = 1; expected < 20; expected++)
        {
            Assert.Equal(ReadState.More, reader.Read(rows, 100).State);
            Assert.Equal(expected, rows.RowCount);
            clock.Now += reader.Read(rows, 100).Delay;
        }

        rows.Build().Dispose();
    }

    [Fact]
    public void Print_shows_each_row_with_its_kind()
    {
        ConnectorRun run = new("print", "a INT, b STRING, c BOOLEAN, d ARRAY<DOUBLE>");
        run.Write("+I 1 'x' TRUE [1.5]\n-U 1 'x' TRUE [1.5]\n+U NULL NULL FALSE []\n-D 2 '' TRUE NULL");
        Assert.Equal(
            "+I[1, x, true, [1.5]]\n-U[1, x, true, [1.5]]\n+U[null, null, false, []]\n-D[2, , true, null]\n",
            run.Output.ToString());
    }

    [Fact]
    public void Print_tells_tables_and_tasks_apart()
    {
        ConnectorRun run = new("print", "a INT", ("print-identifier", "out"), ("standard-error", "true"));
        RecordBatch batch = BatchText.Parse(run.Table.Schema, "+I 1");
        run.Write([batch], [batch]);
        Assert.Equal("out:1> +I[1]\nout:2> +I[1]\n", run.Error.ToString());
        Assert.Equal("", run.Output.ToString());
        run = new ConnectorRun("print", "a INT", ("print-identifier", "out"));
        run.Write([batch]);
        Assert.Equal("out> +I[1]\n", run.Output.ToString());
        run = new ConnectorRun("print", "a INT");
        run.Write([batch], [batch]);
        Assert.Equal("1> +I[1]\n2> +I[1]\n", run.Output.ToString());
    }

    [Fact]
    public void Blackhole_takes_everything_and_gives_nothing()
    {
        ConnectorRun run = new("blackhole", "a INT");
        run.Write("+I 1\n-D 1");
        Assert.False(run.Connector.Describe(run.Table).CanRead);
        Assert.Equal("FLS5004", Assert.Throws<ConnectorException>(() => run.Connector.CreateSource(run.Table, [0])).Code);
    }
}
