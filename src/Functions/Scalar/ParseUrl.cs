using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// PARSE_URL: a part of a URL (HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO), or one value of its
/// query.
/// </summary>
public static class ParseUrl
{
    [ScalarFunction("parse_url(string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> url, ReadOnlySpan<byte> part, Scratch scratch, out ReadOnlySpan<byte> result) =>
        UrlParts.TryRead(url, out UrlParts parts) & parts.TryGet(part, out result);

    [ScalarFunction("parse_url(string, string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> url, ReadOnlySpan<byte> part, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> result)
    {
        result = default;
        return part.SequenceEqual("QUERY"u8) && UrlParts.TryRead(url, out UrlParts parts) && parts.TryGetValue(key, out result);
    }
}
