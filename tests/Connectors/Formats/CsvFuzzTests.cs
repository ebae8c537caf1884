using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>CSV against a reader of a few lines that goes letter by letter, and against damage.</summary>
public sealed class CsvFuzzTests
{
    private static readonly string[] Pieces =
        ["a", "bc", ",", "\n", "\r\n", "\"", "\"\"", "\"x,\ny\"", " ", "1", "ä", "0123456789abcdefghijklmnopqrstuvwxyz"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_a_plain_reader(int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        int compared = 0;
        for (int round = 0; round < 300; round++)
        {
            string text = MakeText(random, random.Next(1, 300), strayQuotes: round % 4 == 0);
            ConnectorRun run = new(
                "filesystem", "a STRING, b STRING, c STRING",
                ("path", folder.Write("t.csv", text)), ("format", "csv"), ("on-error", "skip"));
            (List<string[]> expected, bool certain) = ReadPlainly(text);
            if (!certain)
            {
                run.Read();
                continue;
            }

            using RecordBatch batch = run.ReadBatch();
            Assert.Equal(expected, Enumerable.Range(0, batch.RowCount).Select(row => RowOf(batch, row)));
            compared++;
        }

        Assert.True(compared > 100, $"seed {seed}: only {compared} texts were certain");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Damage_is_a_clear_error_or_none(int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        byte[] good = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(
            row => $"{row},{row * 1.5},\"text, {row}\",2020-01-{1 + row % 28:00} 00:00:{row:00},1;2;{row}\n")));
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder["t.csv"], bytes[..random.Next(bytes.Length + 1)]);
            ConnectorRun run = new(
                "filesystem", "a INT, b DOUBLE, c STRING, d TIMESTAMP(3), e ARRAY<INT>",
                ("path", folder["t.csv"]), ("format", "csv"));
            try
            {
                run.Read();
            }
            catch (ConnectorException error)
            {
                Assert.True(error.Code == "FLS5020", $"seed {seed} round {round}: {error.Code} {error.Message}");
            }
        }
    }

    private static string MakeText(Random random, int pieces, bool strayQuotes)
    {
        string[] between = strayQuotes ? Pieces : [.. Pieces.Where(piece => !piece.Contains('"'))];
        var text = new StringBuilder();
        for (int piece = 0; piece < pieces; piece++)
        {
            // Mostly records of three fields, so that many are good.
            text.Append(random.Next(4) != 0
                ? $"{Field(random)},{Field(random)},{Field(random)}{(random.Next(2) == 0 ? "\n" : "\r\n")}"
                : between[random.Next(between.Length)] + (strayQuotes ? "" : "\n"));
        }

        return text.ToString();
    }

    private static string Field(Random random)
    {
        string text = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        return random.Next(3) == 0
            ? $"\"{text.Replace("\"", "\"\"")}\""
            : new string([.. text.Where(letter => letter is not (',' or '"' or '\n' or '\r'))]);
    }

    private static string[] RowOf(RecordBatch batch, int row) =>
        [.. Enumerable.Range(0, 3).Select(column => (string)batch.Column(column).GetValue(row)!)];

    /// <summary>The records of three fields; uncertain where a text breaks the rules of quotes.</summary>
    private static (List<string[]> Rows, bool Certain) ReadPlainly(string text)
    {
        var rows = new List<string[]>();
        int at = 0;
        while (at < text.Length)
        {
            var fields = new List<string>();
            bool blank = true;
            while (true)
            {
                var field = new StringBuilder();
                bool quoted = at < text.Length && text[at] == '"';
                if (quoted && !TryReadQuoted(text, ref at, field))
                {
                    return (rows, false);
                }

                int start = at;
                while (at < text.Length && text[at] is not (',' or '\n'))
                {
                    at++;
                }

                string rest = text[start..at];
                rest = at == text.Length || text[at] == '\n' ? (rest.EndsWith('\r') ? rest[..^1] : rest) : rest;
                if (quoted && rest.Trim(' ').Length != 0)
                {
                    return (rows, false);
                }

                fields.Add(quoted ? field.ToString() : rest);
                blank &= !quoted && rest.Length == 0;
                if (at >= text.Length || text[at] == '\n')
                {
                    at++;
                    break;
                }

                at++;
            }

            if (fields.Count == 3 && !(blank && fields.Count == 1))
            {
                rows.Add([.. fields]);
            }
        }

        return (rows, true);
    }

    /// <summary>Reads from an opening quote to behind the closing one; false if there is none.</summary>
    private static bool TryReadQuoted(string text, ref int at, StringBuilder field)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                return true;
            }
        }

        return false;
    }
}
