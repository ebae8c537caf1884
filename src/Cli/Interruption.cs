namespace FlinkSql.Cli;

/// <summary>
/// Ctrl-C: the first stops what runs, a second while it is stopping ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private Action? _stop;
    private bool _stopping;

    public Interruption() => Console.CancelKeyPress += OnCancelKey;

    /// <summary>Whether Ctrl-C was pressed since the last <see cref="Watch"/>.</summary>
    public bool Requested { get; private set; }

    /// <summary>From now on Ctrl-C does this; disposing the answer takes it back.</summary>
    public IDisposable Watch(Action stop)
    {
        Requested = false;
        _stopping = false;
        _stop = stop;
        return new Watching(this);
    }

    /// <summary>Does what the key does.</summary>
    public void Request()
    {
        Requested = true;
        _stopping = true;
        _stop?.Invoke();
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancelKey;

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs args)
    {
        if (_stop is not null && !_stopping)
        {
            args.Cancel = true;
            Request();
        }
    }

    private sealed class Watching(Interruption interruption) : IDisposable
    {
        public void Dispose() => interruption._stop = null;
    }
}
