using System.Threading.Channels;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq.Sources;

/// <summary>
/// An asynchronous sequence as a source. A pump beside the task takes its rows into a bounded channel, so that the
/// task never waits; a full channel makes the sequence wait. Rows that are at hand together go together.
/// </summary>
internal sealed class AsyncSource<T>(IAsyncEnumerable<T> rows, Schema schema, Action<T, BatchBuilder> write) : ISource
{
    private const int ChunkSize = 256;
    private const int Chunks = 16;

    public Schema Schema => schema;

    public IReadOnlyList<ISplit> Splits() => [ProgramSplit.Whole];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(rows, write);

    private sealed class Reader : ISplitReader
    {
        private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
        private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(16);

        private readonly Channel<List<T>> _channel = Channel.CreateBounded<List<T>>(
            new BoundedChannelOptions(Chunks) { SingleReader = true, SingleWriter = true });

        private readonly CancellationTokenSource _stop = new();
        private readonly Action<T, BatchBuilder> _write;
        private TimeSpan _delay = s_shortest;
        private List<T> _chunk = [];
        private int _next;

        public Reader(IAsyncEnumerable<T> rows, Action<T, BatchBuilder> write)
        {
            _write = write;
            _ = Task.Run(() => Pump(rows, _channel.Writer, _stop.Token));
        }

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            int count = 0;
            for (; count < maxRows && HasNext(); count++)
            {
                _write(_chunk[_next++], batch);
            }

            if (count != 0)
            {
                _delay = s_shortest;
                return ReadResult.More;
            }

            if (_channel.Reader.Completion.IsCompleted)
            {
                // Throws what the sequence has thrown.
                _channel.Reader.Completion.GetAwaiter().GetResult();
                return ReadResult.End;
            }

            TimeSpan delay = _delay;
            _delay = delay >= s_longest ? s_longest : delay * 2;
            return ReadResult.Wait(delay);
        }

        public void Dispose() => _stop.Cancel();

        private bool HasNext()
        {
            if (_next < _chunk.Count)
            {
                return true;
            }

            _next = 0;
            if (_channel.Reader.TryRead(out List<T>? chunk))
            {
                _chunk = chunk;
                return true;
            }

            _chunk = [];
            return false;
        }

        private static async Task Pump(IAsyncEnumerable<T> rows, ChannelWriter<List<T>> writer, CancellationToken stop)
        {
            try
            {
                await PumpAll(rows, writer, stop).ConfigureAwait(false);
                writer.TryComplete();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                writer.TryComplete(failure);
            }
        }

        private static async Task PumpAll(IAsyncEnumerable<T> rows, ChannelWriter<List<T>> writer, CancellationToken stop)
        {
            IAsyncEnumerator<T> reader = rows.GetAsyncEnumerator(stop);
            await using (reader.ConfigureAwait(false))
            {
                var chunk = new List<T>();
                for (bool more = true; more;)
                {
                    if (chunk.Count == ChunkSize)
                    {
                        await writer.WriteAsync(chunk, stop).ConfigureAwait(false);
                        chunk = [];
                    }

                    ValueTask<bool> next = reader.MoveNextAsync();
                    if (next.IsCompletedSuccessfully)
                    {
                        more = next.Result;
                    }
                    else
                    {
                        more = await Send(writer, chunk, next.AsTask(), stop).ConfigureAwait(false);
                        chunk = [];
                    }

                    if (more)
                    {
                        chunk.Add(reader.Current);
                    }
                }

                if (chunk.Count != 0)
                {
                    await writer.WriteAsync(chunk, stop).ConfigureAwait(false);
                }
            }
        }

        // Nobody shall wait for rows while the next is made; and a sequence must not be disposed in the middle of a step.
        private static async Task<bool> Send(
            ChannelWriter<List<T>> writer, List<T> chunk, Task<bool> next, CancellationToken stop)
        {
            try
            {
                if (chunk.Count != 0)
                {
                    await writer.WriteAsync(chunk, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            return await next.ConfigureAwait(false);
        }
    }
}
