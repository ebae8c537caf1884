using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Print;

/// <summary>
/// Writers that share one output; each batch is printed in one piece, and so is each snapshot, with a line of --- behind
/// it.
/// </summary>
internal sealed class PrintSink(TextWriter output, string identifier) : ISink
{
    private readonly Lock _gate = new();

    public ISinkWriter Open(SinkContext context)
    {
        // Flink's prefix: "id:subtask> ", without what is not given or is the only one.
        string subtask = context.Parallelism > 1 ? $"{context.Subtask + 1}" : "";
        string colon = identifier.Length != 0 && subtask.Length != 0 ? ":" : "";
        string prefix = $"{identifier}{colon}{subtask}";
        return new Writer(this, prefix.Length == 0 ? "" : prefix + "> ", context.Zone);
    }

    private void Print(string text)
    {
        lock (_gate)
        {
            output.Write(text);
            output.Flush();
        }
    }

    private sealed class Writer(PrintSink sink, string prefix, TimeZoneInfo zone) : ISinkWriter
    {
        private readonly StringBuilder _text = new();
        private bool _inSnapshot;

        public void Write(RecordBatch batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                _text.Append(prefix).Append(batch.Kind(row).ToShortString()).Append('[');
                for (int column = 0; column < batch.ColumnCount; column++)
                {
                    _text.Append(column == 0 ? "" : ", ");
                    Column values = batch.Column(column);
                    AppendValue(values.GetValue(row), values.Type);
                }

                _text.Append("]\n");
            }

            if (!_inSnapshot)
            {
                Print();
            }
        }

        public void BeginSnapshot() => _inSnapshot = true;

        public void EndSnapshot()
        {
            _text.Append(prefix).Append("---\n");
            Print();
        }

        public void Finish()
        {
        }

        public void Dispose()
        {
        }

        private void Print()
        {
            sink.Print(_text.ToString());
            _text.Clear();
        }

        private void AppendValue(object? value, DataType type)
        {
            switch (value)
            {
                case null:
                    _text.Append("null");
                    break;
                case bool boolean:
                    _text.Append(boolean ? "true" : "false");
                    break;
                default:
                    ValueText.Append(_text, value, type, zone);
                    break;
            }
        }
    }
}
