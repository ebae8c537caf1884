namespace FlinkSql.Functions.Text;

/// <summary>Bytes as hexadecimal digits.</summary>
internal static class HexText
{
    public static ReadOnlySpan<byte> Lower(scoped ReadOnlySpan<byte> bytes, Scratch scratch)
    {
        Span<byte> text = scratch.Take(2L * bytes.Length);
        Convert.TryToHexStringLower(bytes, text, out _);
        return text;
    }

    public static ReadOnlySpan<byte> Upper(scoped ReadOnlySpan<byte> bytes, Scratch scratch)
    {
        Span<byte> text = scratch.Take(2L * bytes.Length);
        Convert.TryToHexString(bytes, text, out _);
        return text;
    }
}
