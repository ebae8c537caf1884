using System.Threading.Channels;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq.Sources;

/// <summary>
/// An asynchronous sequence as a source. A pump beside the task takes its rows into a bounded channel, so that the
/// task never waits; a full channel makes the sequence wait.
/// </summary>
internal sealed class AsyncSource<T>(IAsyncEnumerable<T> rows, Schema schema, Action<T, BatchBuilder> write) : ISource
{
    private const int Capacity = 4096;

    public Schema Schema => schema;

    public IReadOnlyList<ISplit> Splits() => [ProgramSplit.Whole];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(rows, write);

    private sealed class Reader : ISplitReader
    {
        private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
        private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(16);

        private readonly Channel<T> _channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

        private readonly CancellationTokenSource _stop = new();
        private readonly Action<T, BatchBuilder> _write;
        private TimeSpan _delay = s_shortest;

        public Reader(IAsyncEnumerable<T> rows, Action<T, BatchBuilder> write)
        {
            _write = write;
            _ = Task.Run(() => Pump(rows, _channel.Writer, _stop));
        }

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            ChannelReader<T> waiting = _channel.Reader;
            int count = 0;
            for (; count < maxRows && waiting.TryRead(out T? row); count++)
            {
                _write(row, batch);
            }

            if (count != 0)
            {
                _delay = s_shortest;
                return ReadResult.More;
            }

            if (waiting.Completion.IsCompleted)
            {
                // Throws what the sequence has thrown.
                waiting.Completion.GetAwaiter().GetResult();
                return ReadResult.End;
            }

            TimeSpan delay = _delay;
            _delay = delay >= s_longest ? s_longest : delay * 2;
            return ReadResult.Wait(delay);
        }

        public void Dispose() => _stop.Cancel();

        private static async Task Pump(IAsyncEnumerable<T> rows, ChannelWriter<T> writer, CancellationTokenSource stop)
        {
            try
            {
                await foreach (T row in rows.WithCancellation(stop.Token).ConfigureAwait(false))
                {
                    await writer.WriteAsync(row, stop.Token).ConfigureAwait(false);
                }

                writer.TryComplete();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                writer.TryComplete(failure);
            }
        }
    }
}
