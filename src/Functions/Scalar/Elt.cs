namespace FlinkSql.Functions.Scalar;

/// <summary>ELT: the text of that number, from 1; NULL where there are not so many.</summary>
public static class Elt
{
    [ScalarFunction("elt(int, string...) -> string", CalledOnNull = true)]
    public static bool TryInvoke(bool indexIsNull, int index, TextList texts, out ReadOnlySpan<byte> text)
    {
        bool found = !indexIsNull && index >= 1 && index <= texts.Count && !texts.IsNull(index - 1);
        text = found ? texts[index - 1] : default;
        return found;
    }
}
