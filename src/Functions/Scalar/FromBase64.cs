using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace FlinkSql.Functions.Scalar;

/// <summary>FROM_BASE64: the text that Base64 stands for; NULL where it is not Base64.</summary>
public static class FromBase64
{
    [ScalarFunction("from_base64(string) -> string")]
    [ScalarFunction("from_base64(bytes) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        Span<byte> bytes = scratch.Take(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        OperationStatus status = Base64.DecodeFromUtf8(text, bytes, out _, out int written);
        ReadOnlySpan<byte> decoded = bytes[..written];
        result = Utf8.IsValid(decoded) ? decoded : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(decoded));
        return status == OperationStatus.Done;
    }
}
