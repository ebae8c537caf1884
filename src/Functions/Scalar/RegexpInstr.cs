using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP_INSTR: where the first match begins, from 1; 0 where there is none.</summary>
public static class RegexpInstr
{
    [ScalarFunction("regexp_instr(string, string) -> int")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out int position)
    {
        position = 0;
        if (RegexCache.Find(pattern) is not { } regex)
        {
            return false;
        }

        ReadOnlySpan<char> characters = Utf16.Of(text);
        foreach (ValueMatch match in regex.EnumerateMatches(characters))
        {
            position = 1;
            foreach (System.Text.Rune _ in characters[..match.Index].EnumerateRunes())
            {
                position++;
            }

            break;
        }

        return true;
    }
}
