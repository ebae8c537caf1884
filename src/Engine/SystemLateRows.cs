using FlinkSql.Columnar;
using FlinkSql.Connectors.Formats.Json;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Engine;

/// <summary>The late rows of all jobs that are kept when it is made, with what they were as JSON.</summary>
internal sealed class SystemLateRows(IEnumerable<RunningJob> jobs, int[] columns) : ISource
{
    public static readonly Schema Columns = SystemTables.Columns(
        ("job_id", DataTypes.String.NotNull()), ("operator", DataTypes.String.NotNull()), ("row_json", DataTypes.String.NotNull()),
        ("watermark", DataTypes.Timestamp3), ("late_by_ms", DataTypes.BigInt), ("window_start", DataTypes.Timestamp3),
        ("window_end", DataTypes.Timestamp3), ("number", DataTypes.BigInt.NotNull()));

    private readonly List<Piece> _pieces =
    [
        .. jobs.SelectMany(job => job.LateRows.Operators
            .SelectMany(log => log.Snapshot().Select(piece => new Piece(job.Id.ToString(), log, piece.First, piece.Rows)))),
    ];

    private sealed record Piece(string Job, LateRowLog Log, long First, RecordBatch Rows);

    public Schema Schema { get; } = Columns.Select(columns);

    public IReadOnlyList<ISplit> Splits() => [new Split()];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(_pieces, columns, context.Memory);

    private sealed record Split : ISplit
    {
        public string Name => "late rows";
    }

    private sealed class Reader(List<Piece> pieces, int[] columns, BufferPool memory) : ISplitReader
    {
        private string[] _json = [];
        private int _piece = -1;
        private int _row;

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            for (int read = 0; read < maxRows; read++, _row++)
            {
                if (_row == _json.Length && !Next())
                {
                    return ReadResult.End;
                }

                for (int column = 0; column < columns.Length; column++)
                {
                    Append(rows.Column(column), columns[column]);
                }

                rows.EndRow();
            }

            return ReadResult.More;
        }

        public void Dispose()
        {
            foreach (Piece piece in pieces)
            {
                piece.Rows.Dispose();
            }

            pieces.Clear();
        }

        private bool Next()
        {
            if (++_piece >= pieces.Count)
            {
                return false;
            }

            Piece piece = pieces[_piece];
            int[] inputs = [.. Enumerable.Range(0, piece.Log.InputColumns)];
            using RecordBatch input = piece.Rows.Select(piece.Rows.Schema.Select(inputs), inputs);
            _json = RowJson.Write(input, memory);
            _row = 0;
            return true;
        }

        private void Append(ColumnBuilder to, int column)
        {
            Piece piece = pieces[_piece];
            switch (column)
            {
                case 0:
                    to.AppendValue(piece.Job);
                    break;
                case 1:
                    to.AppendValue(piece.Log.Name);
                    break;
                case 2:
                    to.AppendValue(_json[_row]);
                    break;
                case 7:
                    to.AppendValue(piece.First + _row);
                    break;
                default:
                    // Watermark, lateness and window are the last four columns of a late row.
                    to.AppendFrom(piece.Rows.Column(piece.Rows.ColumnCount - 7 + column), _row);
                    break;
            }
        }
    }
}
