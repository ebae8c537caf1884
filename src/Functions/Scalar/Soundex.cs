namespace FlinkSql.Functions.Scalar;

/// <summary>SOUNDEX: the letter and three digits that English names of one sound share.</summary>
public static class Soundex
{
    private const string Codes = "01230120022455012623010202";

    [ScalarFunction("soundex(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> result = scratch.Take(4);
        result.Fill((byte)'0');
        int length = 0;
        char last = '0';
        foreach (byte character in text)
        {
            if (!char.IsAsciiLetter((char)character))
            {
                continue;
            }

            byte letter = (byte)(character & ~0x20);
            char code = Codes[letter - 'A'];
            if (length == 0)
            {
                result[length++] = letter;
            }
            else if (code != '0' && code != last)
            {
                result[length++] = (byte)code;
            }

            if (length == 4)
            {
                break;
            }

            // H and W do not separate letters of one code, vowels do.
            last = letter is (byte)'H' or (byte)'W' ? last : code;
        }

        return length == 0 ? default : result;
    }
}
