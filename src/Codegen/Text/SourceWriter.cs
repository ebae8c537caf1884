using System.Text;

namespace FlinkSql.Codegen.Text;

/// <summary>Writes C# source line by line, indented.</summary>
internal sealed class SourceWriter(int indent = 0)
{
    private const int Width = 4;

    private readonly StringBuilder _text = new();
    private int _indent = indent;
    private bool _closed;

    public bool IsEmpty => _text.Length == 0;

    public int Length => _text.Length;

    /// <summary>Writes a line; a block and what follows it are kept apart by a blank one.</summary>
    public void Line(string text = "")
    {
        if (text.Length != 0)
        {
            if (_closed && !Continues(text))
            {
                _text.Append('\n');
            }

            _closed = text.TrimStart() == "}";
            _text.Append(' ', _indent * Width).Append(text);
        }

        _closed &= text.Length != 0;
        _text.Append('\n');
    }

    /// <summary>Writes several lines, each indented.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }
    }

    /// <summary>Writes a header and an opening brace; the closing brace comes when the result is disposed.</summary>
    public Braces Block(string header)
    {
        Lines(header);
        Line("{");
        _indent++;
        return new Braces(this);
    }

    /// <summary>A blank line, unless the text so far ends with one or with an opening brace.</summary>
    public void Blank()
    {
        if (_text.Length < 2 || _text[^2] is '\n' or '{' || _text[^1] != '\n')
        {
            return;
        }

        _closed = false;
        _text.Append('\n');
    }

    /// <summary>Appends what another writer holds, indented from here on.</summary>
    public void Append(SourceWriter other)
    {
        if (!other.IsEmpty)
        {
            Lines(other.ToString());
        }
    }

    public override string ToString() => _text.ToString();

    private static bool Continues(string text) =>
        text.TrimStart() is ['}', ..] or ['e', 'l', 's', 'e', ..] or ['c', 'a', 't', 'c', 'h', ..] or "while (false);";

    private void Close()
    {
        _indent--;
        Line("}");
    }

    /// <summary>Closes a block.</summary>
    public readonly struct Braces(SourceWriter writer) : IDisposable
    {
        public void Dispose() => writer.Close();
    }
}
