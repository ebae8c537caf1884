using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>
/// An input whose splits are open together: rows and watermarks as pictures, and between them lines that say where and
/// when they come.
/// <code>
/// split 1      what follows is in that split; 0 to begin with
/// wait 40 s    the split is silent for so long
/// </code>
/// </summary>
internal sealed class SourceScript
{
    private readonly SortedDictionary<int, List<object>> _splits = [];

    private SourceScript()
    {
    }

    /// <summary>Reads a script; null for an input without such lines.</summary>
    public static SourceScript? Read(Schema schema, string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!lines.Any(line => IsStep(line) || line.StartsWith("watermark", StringComparison.Ordinal)))
        {
            return null;
        }

        var script = new SourceScript();
        int split = 0;
        for (int line = 0; line < lines.Length;)
        {
            string[] words = lines[line].Split(' ');
            int next = line + 1;
            switch (words[0])
            {
                case "split":
                    split = int.Parse(words[1], CultureInfo.InvariantCulture);
                    break;
                case "wait":
                    script.Steps(split).Add(Duration(words[1], words[2]));
                    break;
                default:
                    for (; next < lines.Length && !IsStep(lines[next]); next++)
                    {
                    }

                    script.Steps(split).Add(BatchText.Parse(schema, string.Join('\n', lines[line..next])));
                    break;
            }

            line = next;
        }

        return script;
    }

    public ISource Source(Schema schema, int[] columns) =>
        new ScriptSource(schema, [.. _splits.Select(split => new Split(split.Key, split.Value, columns))]);

    private static bool IsStep(string line) =>
        line.StartsWith("split ", StringComparison.Ordinal) || line.StartsWith("wait ", StringComparison.Ordinal);

    private static TimeSpan Duration(string number, string unit)
    {
        double count = double.Parse(number, CultureInfo.InvariantCulture);
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "min" => TimeSpan.FromMinutes(count),
            _ => throw new FormatException($"a wait of {number} {unit} has no unit that is known"),
        };
    }

    private List<object> Steps(int split)
    {
        if (!_splits.TryGetValue(split, out List<object>? steps))
        {
            _splits.Add(split, steps = []);
        }

        return steps;
    }

    private sealed class ScriptSource(Schema schema, Split[] splits) : ISource
    {
        public Schema Schema => schema;

        public bool ReadsInTurn => true;

        public IReadOnlyList<ISplit> Splits() => splits;

        public ISplitReader Open(ISplit split, SourceContext context) => new Reader((Split)split, context);
    }

    private sealed record Split(int Number, IReadOnlyList<object> Steps, int[] Columns) : ISplit
    {
        public string Name => $"split {Number}";
    }

    private sealed class Reader : ISplitReader
    {
        private readonly Split _split;
        private readonly TimeProvider _clock;
        private int _step;
        private int _row;
        private int _mark;
        private long? _waitingSince;

        public Reader(Split split, SourceContext context)
        {
            _split = split;
            _clock = context.Clock;
            if (context.Position is { } position)
            {
                var reader = new StateReader(position);
                (_step, _row, _mark) = (reader.Read<int>(), reader.Read<int>(), reader.Read<int>());
                _waitingSince = reader.AtEnd ? null : reader.Read<long>();
            }
        }

        // The clock goes on in the run that takes over, so a wait that has begun is known by its begin.
        public byte[]? Position
        {
            get
            {
                var writer = new StateWriter();
                writer.Write(_step);
                writer.Write(_row);
                writer.Write(_mark);
                if (_waitingSince is long since)
                {
                    writer.Write(since);
                }

                return writer.Written.ToArray();
            }
        }

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            for (; _step < _split.Steps.Count; _step++, (_row, _mark, _waitingSince) = (0, 0, null))
            {
                if (_split.Steps[_step] is TimeSpan wait)
                {
                    _waitingSince ??= _clock.GetTimestamp();
                    TimeSpan left = wait - _clock.GetElapsedTime(_waitingSince.Value);
                    if (left > TimeSpan.Zero)
                    {
                        return ReadResult.Wait(left);
                    }
                }
                else if (!Copy((RecordBatch)_split.Steps[_step], rows, ref maxRows))
                {
                    return ReadResult.More;
                }
            }

            return ReadResult.End;
        }

        public void Dispose()
        {
        }

        /// <summary>False when there is no room for more rows.</summary>
        private bool Copy(RecordBatch from, BatchBuilder rows, ref int maxRows)
        {
            for (; _row <= from.RowCount; _row++)
            {
                for (; _mark < from.Marks.Length && from.Marks[_mark].Row == _row; _mark++)
                {
                    rows.AddMark(from.Marks[_mark].Time);
                }

                if (_row == from.RowCount)
                {
                    break;
                }

                if (maxRows-- == 0)
                {
                    return false;
                }

                for (int column = 0; column < _split.Columns.Length; column++)
                {
                    rows.Column(column).AppendFrom(from.Column(_split.Columns[column]), _row);
                }

                rows.EndRow(from.Kind(_row));
            }

            return true;
        }
    }
}
