namespace FlinkSql.Functions.Scalar;

/// <summary>UNHEX: the bytes that hexadecimal digits stand for; NULL where there are other characters.</summary>
public static class Unhex
{
    [ScalarFunction("unhex(string) -> bytes")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, Scratch scratch, out ReadOnlySpan<byte> bytes)
    {
        // A digit without a partner stands first, for a byte of its own.
        int odd = text.Length & 1;
        Span<byte> result = scratch.Take(text.Length / 2 + odd);
        bytes = result;
        for (int at = 0; at < result.Length; at++)
        {
            int index = 2 * at - odd;
            int high = index < 0 ? 0 : Digit(text[index]);
            int low = Digit(text[index + 1]);
            if (high < 0 || low < 0)
            {
                return false;
            }

            result[at] = (byte)(high << 4 | low);
        }

        return true;
    }

    private static int Digit(byte character) => char.IsAsciiHexDigit((char)character)
        ? character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10
        : -1;
}
