using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Exchange.InFlight;
using FlinkSql.Runtime.Operators;
using FlinkSql.Tests.Simulation.Disk;
using Xunit;

namespace FlinkSql.Tests.Simulation.Unaligned;

/// <summary>What was overtaken comes back from files as it was: rows, kinds, NULLs, watermarks, and their order.</summary>
public sealed class InFlightRowsTests
{
    private static readonly Schema s_rows = new([new Field("k", DataTypes.BigInt), new Field("text", DataTypes.String)]);

    [Fact]
    public void Elements_come_back_as_they_were_with_merged_watermarks()
    {
        IReadOnlyList<string> elements = Restored(subtask: 0, parallelism: 1);
        Assert.Equal(["0: +I 1 a, -U 2 NULL", "1: W 5, +I 3 c", "0: W 7", "0: -D 1 NULL", "0: W 9"], elements);
    }

    [Fact]
    public void At_another_parallelism_keyed_rows_go_by_their_key_without_watermarks()
    {
        IReadOnlyList<string>[] parts = [Restored(0, 2), Restored(1, 2)];
        Assert.DoesNotContain(parts.SelectMany(part => part), line => line.Contains('W'));
        Assert.Equal(["+I 1 a", "+I 3 c", "-D 1 NULL", "-U 2 NULL"], parts.SelectMany(part => part)
            .SelectMany(line => line[3..].Split(", ")).Order(StringComparer.Ordinal));

        // The second edge is not keyed: its rows stay together.
        Assert.Contains("1: +I 3 c", parts[0]);
    }

    [Fact]
    public void Rows_are_given_to_nobody_who_takes_others() =>
        Assert.Equal("FLS6103", Assert.Throws<RuntimeException>(() => Restored(0, 1, layout: 8)).Code);

    private static IReadOnlyList<string> Restored(int subtask, int parallelism, long layout = 7)
    {
        var gate = new InputGate();
        gate.AddChannel(new InputEdge(0, 0, Partitioning.Hash, [0]), null!, 0, default);
        gate.AddChannel(new InputEdge(1, 1, Partitioning.Rebalance, []), null!, 0, default);
        gate.Valve.Advance(0, 3);
        var inFlight = new InFlightRows(gate);
        Add(inFlight, 0, [], (RowKind.Insert, 1L, "a"), (RowKind.UpdateBefore, 2L, null));
        inFlight.Add(0, new WatermarkElement(8));
        Add(inFlight, 1, [new WatermarkMark(0, 5)], (RowKind.Insert, 3L, "c"));
        inFlight.Add(1, new StatusElement(Idle: false));
        inFlight.Add(1, new WatermarkElement(7));
        Add(inFlight, 0, [new WatermarkMark(1, 9)], (RowKind.Delete, 1L, null));
        inFlight.Add(1, new WatermarkElement(10));
        var state = new StateSnapshot(BufferPool.Shared);
        inFlight.MoveTo(state, layout: 7);

        var disk = new SimulatedDisk(1);
        var files = disk.Mount("node");
        files.CreateDirectory("/c");
        StateSnapshot stored = StateFiles.Write(files, new CheckpointLocation(1, "/c", IsSavepoint: false), "task0-op0", state);
        state.Dispose();
        var restored = new RestoredState([stored], subtask, parallelism, 128, BufferPool.Shared)
        {
            Read = table => StateFiles.Read(files, "/c", 1, table),
        };
        return [.. RestoredElements.Load(restored, BufferPool.Shared, layout).Select(Text)];
    }

    private static void Add(InFlightRows inFlight, int channel, WatermarkMark[] marks, params (RowKind Kind, long Key, string? Text)[] rows)
    {
        var builder = new BatchBuilder(s_rows, BufferPool.Shared);
        foreach ((RowKind kind, long key, string? text) in rows)
        {
            builder.AppendRow(kind, key, text);
        }

        using RecordBatch batch = builder.Build().WithMarks(marks);
        inFlight.Add(channel, new BatchElement(batch));
    }

    private static string Text((int Input, StreamElement Element) element) => $"{element.Input}: " + element.Element switch
    {
        BatchElement rows => string.Join(", ", Lines(rows.Batch)),
        WatermarkElement watermark => $"W {watermark.Time}",
        _ => "?",
    };

    private static IEnumerable<string> Lines(RecordBatch batch)
    {
        using RecordBatch owned = batch;
        for (int row = 0; row <= batch.RowCount; row++)
        {
            foreach (WatermarkMark mark in batch.Marks.Where(mark => mark.Row == row))
            {
                yield return $"W {mark.Time}";
            }

            if (row < batch.RowCount)
            {
                yield return Probe.RowText(batch, row);
            }
        }
    }
}
