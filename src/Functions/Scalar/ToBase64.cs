using System.Buffers.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>TO_BASE64: a text or byte string in Base64.</summary>
public static class ToBase64
{
    [ScalarFunction("to_base64(string) -> string")]
    [ScalarFunction("to_base64(bytes) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> result = scratch.Take(Base64.GetMaxEncodedToUtf8Length(text.Length));
        Base64.EncodeToUtf8(text, result, out _, out int written);
        return result[..written];
    }
}
