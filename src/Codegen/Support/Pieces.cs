using FlinkSql.Columnar;

namespace FlinkSql.Codegen.Support;

/// <summary>
/// Walks a batch from one watermark to the next, for loops whose rows move: each watermark is put behind the rows that
/// were written before it.
/// </summary>
public ref struct Pieces
{
    private readonly WatermarkMark[] _marks;
    private readonly BatchBuilder _result;
    private readonly int _rowCount;
    private int _next;
    private int _ended;

    public Pieces(RecordBatch batch, BatchBuilder result)
    {
        _marks = batch.Marks;
        _rowCount = batch.RowCount;
        _result = result;
    }

    /// <summary>The first row of the piece.</summary>
    public int From { get; private set; }

    /// <summary>The first row behind the piece.</summary>
    public int To { get; private set; }

    /// <summary>Goes on to the next piece; for loops that write rows by index and have written that many.</summary>
    public bool Next(int written)
    {
        _result.EndRows(written - _ended);
        _ended = written;
        return Next();
    }

    /// <summary>Goes on to the next piece; for loops that end their rows one by one.</summary>
    public bool Next()
    {
        if (_next > _marks.Length)
        {
            return false;
        }

        if (_next > 0)
        {
            _result.AddMark(_marks[_next - 1].Time);
        }

        From = To;
        To = _next < _marks.Length ? _marks[_next].Row : _rowCount;
        _next++;
        return true;
    }
}
