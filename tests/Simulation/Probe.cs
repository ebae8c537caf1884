using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation;

/// <summary>What reached the subtasks of an operator, in order, as text.</summary>
internal sealed class Probe
{
    private readonly SortedDictionary<int, List<string>> _logs = [];

    /// <summary>Everything of one subtask.</summary>
    public IReadOnlyList<string> Of(int subtask) => _logs.TryGetValue(subtask, out List<string>? log) ? log : [];

    /// <summary>The rows of all subtasks, sorted.</summary>
    public IReadOnlyList<string> Rows => [.. All.Where(line => line[0] is '+' or '-').Order(StringComparer.Ordinal)];

    public IEnumerable<string> All => _logs.Values.SelectMany(log => log);

    public void Clear() => _logs.Clear();

    public Func<Operator> Operator(bool keepTimes = false) => () => new ProbeOperator(this, keepTimes);

    public static string RowText(RecordBatch batch, int row) =>
        batch.Kind(row).ToShortString() + string.Concat(Enumerable.Range(0, batch.ColumnCount)
            .Select(column => string.Create(
                CultureInfo.InvariantCulture, $" {batch.Column(column).GetValue(row) ?? "NULL"}")));

    internal List<string> Log(int subtask)
    {
        lock (_logs)
        {
            if (!_logs.TryGetValue(subtask, out List<string>? log))
            {
                _logs.Add(subtask, log = []);
            }

            return log;
        }
    }

    private sealed class ProbeOperator(Probe probe, bool keepTimes) : Operator
    {
        private List<string> _log = [];

        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch)
        {
            int mark = 0;
            for (int row = 0; row <= batch.RowCount; row++)
            {
                for (; mark < batch.Marks.Length && batch.Marks[mark].Row == row; mark++)
                {
                    Add(WatermarkText(batch.Marks[mark].Time));
                }

                if (row < batch.RowCount)
                {
                    Add(RowText(batch, row));
                }
            }

            Output.Emit(batch);
        }

        public override void OnWatermark(long time)
        {
            Add(WatermarkText(time));
            base.OnWatermark(time);
        }

        public override void OnStatus(bool idle)
        {
            Add(idle ? "idle" : "active");
            base.OnStatus(idle);
        }

        public override void OnBarrier(long checkpointId, long timestamp) => Add($"barrier {checkpointId}");

        public override void OnEnd() => Add("end");

        protected override void OnOpen() => _log = probe.Log(Context.Subtask);

        private void Add(string line) => _log.Add(keepTimes ? $"{(Context.Clock.GetUtcNow() - VirtualTimeProvider.DefaultStart).TotalMilliseconds} {line}" : line);

        private static string WatermarkText(long time) => time == long.MaxValue ? "W max" : $"W {time}";
    }
}

/// <summary>A sink that notes what happens to it.</summary>
internal sealed class RecordingSink(Probe probe) : ISink
{
    public int Commits { get; private set; }

    public int Finished { get; private set; }

    public int Disposed { get; private set; }

    public int Flushes { get; private set; }

    public Action? OnCommit { get; init; }

    public ISinkWriter Open(SinkContext context) => new Writer(this, probe.Log(context.Subtask));

    public void Commit(SinkCommit commit)
    {
        if (!commit.IsLast)
        {
            return;
        }

        OnCommit?.Invoke();
        Commits++;
    }

    private sealed class Writer(RecordingSink sink, List<string> log) : ISinkWriter
    {
        public void Write(RecordBatch batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                log.Add(Probe.RowText(batch, row));
            }
        }

        public void Flush() => sink.Flushes++;

        public void Finish() => sink.Finished++;

        public void Dispose() => sink.Disposed++;
    }
}
