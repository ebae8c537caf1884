namespace FlinkSql.Functions.Text;

/// <summary>A URL taken apart: <c>protocol://userinfo@host:port/path?query#ref</c>. Nothing is decoded.</summary>
internal ref struct UrlParts
{
    private ReadOnlySpan<byte> _protocol;
    private ReadOnlySpan<byte> _authority;
    private ReadOnlySpan<byte> _file;
    private ReadOnlySpan<byte> _path;
    private ReadOnlySpan<byte> _query;
    private ReadOnlySpan<byte> _ref;
    private bool _hasQuery;
    private bool _hasRef;

    public static bool TryRead(ReadOnlySpan<byte> url, out UrlParts parts)
    {
        parts = default;
        int colon = url.IndexOf((byte)':');
        if (colon <= 0)
        {
            return false;
        }

        parts._protocol = url[..colon];
        ReadOnlySpan<byte> rest = url[(colon + 1)..];
        int hash = rest.IndexOf((byte)'#');
        parts._hasRef = hash >= 0;
        parts._ref = hash < 0 ? default : rest[(hash + 1)..];
        rest = hash < 0 ? rest : rest[..hash];
        if (rest.StartsWith("//"u8))
        {
            int end = rest[2..].IndexOfAny((byte)'/', (byte)'?');
            parts._authority = end < 0 ? rest[2..] : rest.Slice(2, end);
            rest = rest[(2 + parts._authority.Length)..];
        }

        parts._file = rest;
        int question = rest.IndexOf((byte)'?');
        parts._hasQuery = question >= 0;
        parts._query = question < 0 ? default : rest[(question + 1)..];
        parts._path = question < 0 ? rest : rest[..question];
        return true;
    }

    public readonly bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> part)
    {
        int at = _authority.LastIndexOf((byte)'@');
        part = default;
        if (_protocol.IsEmpty)
        {
            return false;
        }

        if (name.SequenceEqual("HOST"u8))
        {
            ReadOnlySpan<byte> host = _authority[(at + 1)..];
            int port = host.LastIndexOf((byte)':');
            part = port < 0 || host[port..].Contains((byte)']') ? host : host[..port];
            return true;
        }

        if (name.SequenceEqual("USERINFO"u8))
        {
            part = at < 0 ? default : _authority[..at];
            return at >= 0;
        }

        part = name.SequenceEqual("PATH"u8) ? _path
            : name.SequenceEqual("FILE"u8) ? _file
            : name.SequenceEqual("QUERY"u8) ? _query
            : name.SequenceEqual("REF"u8) ? _ref
            : name.SequenceEqual("PROTOCOL"u8) ? _protocol
            : name.SequenceEqual("AUTHORITY"u8) ? _authority
            : default;
        return name.SequenceEqual("PATH"u8) || name.SequenceEqual("FILE"u8) || name.SequenceEqual("PROTOCOL"u8)
            || (name.SequenceEqual("QUERY"u8) && _hasQuery)
            || (name.SequenceEqual("REF"u8) && _hasRef)
            || (name.SequenceEqual("AUTHORITY"u8) && !_authority.IsEmpty);
    }

    /// <summary>The value of a key of the query.</summary>
    public readonly bool TryGetValue(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        foreach (Range range in _query.Split((byte)'&'))
        {
            ReadOnlySpan<byte> pair = _query[range];
            if (pair.Length > key.Length && pair.StartsWith(key) && pair[key.Length] == '=')
            {
                value = pair[(key.Length + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }
}
