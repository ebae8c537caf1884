using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Groups rows by window and key and emits each window once, when the watermark passes its last instant. The row loop
/// and the structs of key and state are generated; when windows open, fire and close is decided here.
/// </summary>
/// <remarks>
/// A batch is taken in pieces only where a watermark inside it makes a difference, which costs one comparison for
/// each that does not. Rows of a window that fires come before the watermark that made it fire.
/// </remarks>
public abstract partial class WindowAggregateOperator<TKey, TState> : KeyedOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private readonly Schema _schema;
    private readonly WindowTime _time;
    private WindowClock? _clock;
    private SliceStore<TKey, TState>? _slices;
    private BatchBuilder? _result;
    private WatermarkMark[] _marks = [];
    private int _markAt;

    /// <param name="schema">The columns of the result.</param>
    /// <param name="time">What decides when a window closes.</param>
    /// <param name="firing">When windows fire; null is once, at their end.</param>
    private protected WindowAggregateOperator(Schema schema, WindowTime time, WindowFiring? firing)
    {
        _schema = schema;
        _time = time;
        Firing = firing ?? WindowFiring.OnClose;
    }

    /// <summary>The slice rows are being added to; null when the next row has to find its own.</summary>
    protected WindowSlice<TKey, TState>? Current { get; private protected set; }

    /// <summary>The first time of the current slice; with none, a time before all others.</summary>
    protected long CurrentStart => Current?.Start ?? long.MinValue;

    /// <summary>The first time behind the current slice.</summary>
    protected long CurrentEnd => Current?.End ?? long.MinValue;

    /// <summary>The groups of the current slice; not to be used without one.</summary>
    protected KeyedTable<TKey, TState> CurrentGroups => Current?.Groups!;

    /// <summary>The rows of fired windows.</summary>
    protected BatchBuilder Result => _result!;

    private protected SliceStore<TKey, TState> Slices => _slices!;

    private protected WindowClock WindowLine => _clock!;

    /// <summary>The newest watermark that mattered, or of processing time.</summary>
    private protected long Watermark { get; private set; } = long.MinValue;

    /// <summary>The first watermark at which a window fires or rows become late.</summary>
    private protected long Boundary { get; set; } = long.MinValue;

    private protected bool ProcessingTime => _time == WindowTime.Processing;

    public sealed override void Process(int input, RecordBatch batch)
    {
        using RecordBatch owned = batch;
        if (ProcessingTime)
        {
            PassTo(Context.Now - 1, WindowCause.Clock);
        }

        if (batch.RowCount != 0)
        {
            ExpectMore();
        }

        WatermarkMark[] marks = batch.Marks;
        if (MarksInLoop)
        {
            _marks = ProcessingTime ? [] : marks;
            _markAt = 0;
            Add(batch, 0, batch.RowCount);
            PassMarks(batch.RowCount);
            _marks = [];
        }
        else
        {
            AddBetweenMarks(batch, marks);
        }

        if (marks.Length != 0)
        {
            Forward(marks[^1].Time);
        }

        ShowWindows();
        Send();
    }

    public sealed override void OnWatermark(long time)
    {
        if (!ProcessingTime && time >= Boundary)
        {
            PassTo(time);
            ShowWindows();
        }

        Forward(time);
        Send();
    }

    public sealed override void OnTimer(long time)
    {
        if (ProcessingTime)
        {
            PassTo(Context.Now - 1, WindowCause.Clock);
        }

        OnClock(Context.Now);
        CloseUnlessMore();
        ShowWindows();
        Send();
    }

    public sealed override void OnEnd()
    {
        PassTo(WatermarkElement.Max);
        ShowWindows();
        Send();
    }

    public override void Close()
    {
        base.Close();
        _slices?.Release();
    }

    /// <summary>Adds rows of a batch; no watermark between them matters.</summary>
    protected abstract void AddRows(RecordBatch batch, int from, int to);

    /// <summary>Writes the row of a group into <see cref="Result"/>; only for groups that are whole.</summary>
    protected virtual void EmitGroup(in TKey key, ref TState state, long start, long end) =>
        throw new NotSupportedException();

    /// <summary>Adds a state of another slice to that of the same key; only for windows of several slices.</summary>
    protected virtual void Merge(ref TState into, ref TState from) => throw new NotSupportedException();

    /// <summary>
    /// Whether rows decide when windows fire, so that the row loop itself has to pass the watermarks of its batch,
    /// see <see cref="PassMarks"/>.
    /// </summary>
    private protected virtual bool MarksInLoop => false;

    /// <summary>The row before which the loop has to call <see cref="PassMarks"/> next.</summary>
    protected int NextMark => _markAt < _marks.Length ? _marks[_markAt].Row : int.MaxValue;

    /// <summary>Passes the watermarks before a row, and gives the row of the next one.</summary>
    protected int PassMarks(int row)
    {
        for (; _markAt < _marks.Length && _marks[_markAt].Row <= row; _markAt++)
        {
            long time = _marks[_markAt].Time;
            if (time >= Boundary)
            {
                PassTo(time);
            }
            else
            {
                Watermark = Math.Max(Watermark, time);
            }

            if (SendsEveryMark)
            {
                Result.AddMark(Outgoing(time));
            }
        }

        return NextMark;
    }

    /// <summary>The watermark at which the first open window closes, and how many are open.</summary>
    private protected virtual (long At, int Open) NextWindow() =>
        Slices.Count == 0 ? (long.MaxValue, 0) : (FinalAt(Slices[0].End), Slices.Count);

    /// <summary>Fires what is due at a watermark and sets <see cref="Boundary"/>.</summary>
    private protected abstract void Fire(long watermark);

    /// <summary>The instant of a time on the line windows lie on.</summary>
    protected long InstantOf(long local) => WindowLine.ToInstant(local);

    /// <summary>A row without a time belongs to no window.</summary>
    protected void SkipRow() => Context.Metrics.BadRecords++;

    protected override void OnOpen()
    {
        _clock = new WindowClock(_time == WindowTime.Event ? null : Context.Zone);
        _slices = new SliceStore<TKey, TState>(Context.Memory);
        _result = new BatchBuilder(_schema, Context.Memory);
    }

    private void Add(RecordBatch batch, int from, int to)
    {
        if (from < to)
        {
            AddRows(batch, from, to);
            Switch(Current);
        }
    }

    private void AddBetweenMarks(RecordBatch batch, WatermarkMark[] marks)
    {
        long boundary = ProcessingTime ? long.MaxValue : Boundary;
        int from = 0;
        foreach (WatermarkMark mark in marks)
        {
            if (mark.Time >= boundary)
            {
                Add(batch, from, mark.Row);
                from = mark.Row;
                PassTo(mark.Time);
                boundary = Boundary;
            }
        }

        Add(batch, from, batch.RowCount);
    }

    private void ShowWindows() => (Context.Metrics.NextWindowAt, Context.Metrics.OpenWindows) = NextWindow();

    private void PassTo(long watermark) => PassTo(
        watermark, watermark == WatermarkElement.Max ? WindowCause.EndOfInput : WindowCause.Watermark);

    private void PassTo(long watermark, WindowCause cause)
    {
        if (watermark > Watermark)
        {
            Watermark = watermark;
            Cause = cause;
            Fire(watermark);
            if (!ProcessingTime && Result.RowCount != 0)
            {
                Result.AddMark(Outgoing(watermark));
            }
        }
    }

    private void Forward(long watermark)
    {
        if (!ProcessingTime)
        {
            // A timeout may have gone ahead of it.
            watermark = Math.Max(Watermark, watermark);
            Watermark = watermark;
        }

        if (Result.IsEmpty)
        {
            Output.EmitWatermark(Outgoing(watermark));
        }
        else
        {
            Result.AddMark(Outgoing(watermark));
        }
    }

    private void Send()
    {
        if (!Result.IsEmpty)
        {
            Output.Emit(Result.Build());
        }
    }
}
