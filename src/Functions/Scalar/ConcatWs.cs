using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>CONCAT_WS: the texts that are not NULL with a separator between them; NULL for a NULL separator.</summary>
public static class ConcatWs
{
    [ScalarFunction("concat_ws(string, string...) -> string", CalledOnNull = true)]
    public static bool TryInvoke(
        bool separatorIsNull, ReadOnlySpan<byte> separator, TextList texts, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        TextBuilder builder = TextBuilder.Start();
        bool any = false;
        for (int index = 0; index < texts.Count && !separatorIsNull; index++)
        {
            if (!texts.IsNull(index))
            {
                builder.Add(any ? separator : default);
                builder.Add(texts[index]);
                any = true;
            }
        }

        result = builder.ToValue(scratch);
        return !separatorIsNull;
    }
}
