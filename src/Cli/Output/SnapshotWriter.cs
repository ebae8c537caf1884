using System.Globalization;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Cli.Output;

/// <summary>
/// Prints a result that comes as a whole again and again. On a terminal each takes the place of the last one; elsewhere
/// they follow each other with a line between them.
/// </summary>
/// <param name="terminal">Where to print.</param>
/// <param name="create">Makes the writer of one snapshot.</param>
/// <param name="between">The line between two snapshots.</param>
/// <param name="inPlace">Whether to draw over the last snapshot.</param>
internal sealed class SnapshotWriter(
    Terminal terminal, Func<TextWriter, IResultWriter> create, string between, bool inPlace) : IResultWriter
{
    private readonly StringBuilder _text = new();
    private IResultWriter? _snapshot;
    private string _shown = "";
    private int _drawn;
    private bool _any;

    public void Write(RecordBatch batch)
    {
        if (_snapshot is null)
        {
            _snapshot = create(new StringWriter(_text, CultureInfo.InvariantCulture) { NewLine = "\n" });
        }

        if (batch.RowCount != 0)
        {
            _snapshot.Write(batch);
            return;
        }

        _snapshot.Flush();
        _snapshot = null;
        Show(_text.ToString());
        _text.Clear();
    }

    // What is not whole is not shown, so there is nothing to do while more is awaited.
    public void Flush() => terminal.Output.Flush();

    /// <summary>Prints the whole last snapshot where only its head was drawn.</summary>
    public void End()
    {
        if (inPlace && _shown.Length != 0 && Lines(_shown) > _drawn)
        {
            Erase();
            terminal.Output.Write(_shown);
        }
    }

    private void Show(string text)
    {
        _shown = text;
        if (!inPlace)
        {
            terminal.Output.Write(_any ? $"{between}\n{text}" : text);
            _any = true;
            return;
        }

        Erase();
        string head = Head(text);
        _drawn = Lines(head);
        terminal.Output.Write(head);
        terminal.Output.Flush();
    }

    private void Erase() => terminal.Output.Write(_drawn == 0 ? "" : $"\r\x1b[{_drawn}A\x1b[J");

    // More lines than the terminal has could not be drawn over again.
    private string Head(string text)
    {
        int room = Math.Max(4, terminal.Height - 2);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length <= room
            ? text
            : string.Join('\n', lines.Take(room - 1)) + $"\n ... {lines.Length - room + 1} more rows\n";
    }

    private static int Lines(string text) => text.AsSpan().Count('\n');
}
