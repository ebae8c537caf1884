using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A completed checkpoint in the catalog: its manifest must have this length and checksum.</summary>
internal readonly record struct CatalogEntry(long Id, int Length, uint Checksum);

/// <summary>
/// One state of a job's catalog, complete in itself: who may publish, which ids were given out (all below
/// <paramref name="ReservedIds"/>), and the retained checkpoints, oldest first.
/// </summary>
internal sealed record CatalogRecord(
    long Sequence, long Token, string Owner, long ReservedIds, EquatableArray<CatalogEntry> Retained)
{
    private const string Magic = "flinksql-catalog 1";

    /// <summary>The same line twice, each with its checksum: one damaged sector of a record need not cost a checkpoint.</summary>
    public byte[] Write()
    {
        string retained = string.Join(',', Retained.Select(entry => $"{entry.Id}:{entry.Length}:{entry.Checksum:x8}"));
        string text = $"{Magic} {Sequence} {Token} {Owner} {ReservedIds} [{retained}]";
        string line = $"{text} {Crc32C.Of(Encoding.ASCII.GetBytes(text)):x8}\n";
        return Encoding.ASCII.GetBytes(line + line);
    }

    /// <summary>The record of a line that is whole; null if none is. Lines are found by their place as well as by their
    /// ends, since an end may be what is damaged.</summary>
    public static CatalogRecord? Read(byte[] bytes, long sequence)
    {
        string text = Encoding.Latin1.GetString(bytes);
        int half = text.Length / 2;
        string[] lines = [text.Split('\n')[0], text[..Math.Max(half - 1, 0)], text[half..Math.Max(text.Length - 1, half)]];
        return lines.Select(line => ReadLine(line, sequence)).FirstOrDefault(record => record is not null);
    }

    private static CatalogRecord? ReadLine(string line, long sequence)
    {
        string[] parts = line.Split(' ');
        if (parts.Length != 8 || line.Length < 9
            || parts[7] != Crc32C.Of(Encoding.Latin1.GetBytes(line[..^9])).ToString("x8")
            || $"{parts[0]} {parts[1]}" != Magic || parts[2] != sequence.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        string[] retained = parts[6][1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new CatalogRecord(sequence, Number(parts[3]), parts[4], Number(parts[5]), retained.Select(Entry).ToEquatable());
    }

    private static CatalogEntry Entry(string text)
    {
        string[] parts = text.Split(':');
        return new CatalogEntry(Number(parts[0]), (int)Number(parts[1]), Convert.ToUInt32(parts[2], 16));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
