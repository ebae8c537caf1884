using FlinkSql.Functions;
using FlinkSql.Functions.Text;
using Xunit;

namespace FlinkSql.Tests.Unit.Functions.Scalar;

/// <summary>
/// Text functions by example. The process runs with invariant globalization, so there is no culture to vary: casing
/// and order can only be the invariant ones.
/// </summary>
public sealed class StringFunctionTests
{
    public static TheoryData<string, object?[], object?> Cases => new()
    {
        { "upper", ["Straße é"], "STRAßE É" },
        { "lower", ["ÀB C"], "àb c" },
        { "initcap", ["hello wORLD-of x2y"], "Hello World-Of X2y" },
        { "trim", ["  a b  "], "a b" },
        { "btrim", ["xyaxyx", "xy"], "a" },
        { "ltrim", ["éèa", "èé"], "a" },
        { "rtrim", ["aéè", "èé"], "a" },
        { "rtrim", ["\t "], "\t" },
        { "substring", ["hello", 2], "ello" },
        { "substring", ["hello", 2, 3], "ell" },
        { "substring", ["hello", -3, 2], "ll" },
        { "substring", ["hello", 0, 2], "he" },
        { "substring", ["hello", 9], "" },
        { "substring", ["hello", -9], "" },
        { "substring", ["hello", 1, -1], null },
        { "substr", ["äöü€", 3, int.MaxValue], "ü€" },
        { "left", ["äöü", 2], "äö" },
        { "left", ["abc", -1], "" },
        { "right", ["äöü", 2], "öü" },
        { "right", ["abc", 9], "abc" },
        { "replace", ["abab", "a", "xy"], "xybxyb" },
        { "replace", ["ab", "", "-"], "-a-b-" },
        { "replace", ["ab", "c", "-"], "ab" },
        { "concat", ["a", "", "b"], "ab" },
        { "concat", ["a", null], null },
        { "$concat", ["a", "b"], "ab" },
        { "concat_ws", ["-", "a", null, "", "b"], "a--b" },
        { "concat_ws", [null, "a"], null },
        { "concat_ws", ["-"], "" },
        { "position", ["ö", "äöü"], 2 },
        { "position", ["", "abc"], 1 },
        { "position", ["x", "abc"], 0 },
        { "locate", ["b", "abcb", 3], 4 },
        { "locate", ["b", "abcb", 9], 0 },
        { "locate", ["b", "abcb", 0], 0 },
        { "instr", ["banana", "a", 1, 3], 6 },
        { "instr", ["banana", "a", -1, 2], 4 },
        { "instr", ["banana", "ana", -1, 2], 2 },
        { "instr", ["banana", "a", 0], 0 },
        { "instr", ["banana", "a", -6], 0 },
        { "lpad", ["hi", 5, "ab"], "abahi" },
        { "lpad", ["hi", 0, "ab"], "" },
        { "lpad", ["hi", 5, ""], null },
        { "rpad", ["hü", 6, "äb"], "hüäbäb" },
        { "rpad", ["hello", 2, "x"], "he" },
        { "rpad", ["hello", -1, "x"], null },
        { "repeat", ["ab", 3], "ababab" },
        { "repeat", ["ab", -3], "" },
        { "reverse", ["aä€😀"], "😀€äa" },
        { "overlay", ["abcdef", "XY", 3], "abXYef" },
        { "overlay", ["abcdef", "XY", 3, 3], "abXYf" },
        { "overlay", ["abcdef", "XY", 9], "abcdef" },
        { "split_index", ["a,b,,c", ",", 2], "" },
        { "split_index", ["a,b,,c", ",", 4], null },
        { "split_index", ["a--b", "--", 1], "b" },
        { "split_index", ["a;b", 59, 1], "b" },
        { "split_index", ["a;b", 0, 1], null },
        { "split", ["a,b,", ","], new object?[] { "a", "b", "" } },
        { "split", ["aö", ""], new object?[] { "a", "ö" } },
        { "startswith", ["abc", "ab"], true },
        { "endswith", ["abc", "bc"], true },
        { "endswith", ["abc", "ab"], false },
        { "char_length", ["a€😀"], 3 },
        { "char_length", [new string('é', 1000)], 1000 },
        { "octet_length", ["a€"], 4 },
        { "ascii", ["€"], 0x20AC },
        { "ascii", [""], 0 },
        { "chr", [353L], "a" },
        { "chr", [256L], "\0" },
        { "chr", [228L], "ä" },
        { "hex", [255L], "FF" },
        { "hex", [-1L], "FFFFFFFFFFFFFFFF" },
        { "hex", ["az"], "617A" },
        { "unhex", ["617a"], "az"u8.ToArray() },
        { "unhex", ["f"], new byte[] { 15 } },
        { "unhex", ["xx"], null },
        { "to_base64", ["hello"], "aGVsbG8=" },
        { "from_base64", ["aGVsbG8="], "hello" },
        { "from_base64", ["?"], null },
        { "md5", ["abc"], "900150983cd24fb0d6963f7d28e17f72" },
        { "sha1", ["abc"], "a9993e364706816aba3e25717850c26c9cd0d89d" },
        { "sha224", ["abc"], "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7" },
        { "sha224", [new string('a', 200)], "2559984fd15e055f0d84c346483508242f02653ab7956401e551511c" },
        { "sha256", ["abc"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "sha2", ["abc", 7], null },
        { "translate", ["hello", "el", "ip"], "hippo" },
        { "translate", ["abc", "ac", "x"], "xb" },
        { "elt", [2, "a", "b"], "b" },
        { "elt", [3, "a", "b"], null },
        { "elt", [1, null, "b"], null },
        { "is_decimal", ["-1.5e3"], true },
        { "is_decimal", [""], false },
        { "is_decimal", [12], true },
        { "is_digit", ["123"], true },
        { "is_digit", ["-1"], false },
        { "is_alpha", ["abcä"], true },
        { "is_alpha", [""], false },
        { "hash_code", ["abc"], 96354 },
        { "soundex", ["Robert"], "R163" },
        { "soundex", ["Ashcraft"], "A261" },
        { "soundex", [""], "" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "HOST"], "host" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "PATH"], "/a/b" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "QUERY"], "k=v&x=" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "FILE"], "/a/b?k=v&x=" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "REF"], "ref" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "AUTHORITY"], "u:p@host:80" },
        { "parse_url", ["http://u:p@host:80/a/b?k=v&x=#ref", "USERINFO"], "u:p" },
        { "parse_url", ["http://host?k=v", "QUERY", "k"], "v" },
        { "parse_url", ["http://host?kk=v", "QUERY", "k"], null },
        { "parse_url", ["http://host", "QUERY"], null },
        { "parse_url", ["no url", "HOST"], null },
        { "$like", ["abc", "a%"], true },
        { "$like", ["abc", "_b_"], true },
        { "$like", ["aäc", "a_c"], true },
        { "$like", ["abc", "%b"], false },
        { "$like", ["", "%"], true },
        { "$like", ["aab", "%ab"], true },
        { "$like", ["a%b", "a\\%b"], true },
        { "$like", ["axb", "a\\%b"], false },
        { "$like", ["a\\b", "a\\b"], true },
        { "$like", ["50%", "50#%", "#"], true },
        { "$like", ["a\nb", "a_b"], true },
        { "$ilike", ["ABC", "a%"], true },
        { "$similar", ["abc", "(a|x)b_"], true },
        { "$similar", ["abc", "b%"], false },
        { "$similar", ["a1", "[[:ALPHA:]][[:DIGIT:]]"], true },
        { "regexp", ["abc123", "\\d+$"], true },
        { "regexp", ["٣", "\\d"], false },
        { "regexp", ["abc", "["], false },
        { "regexp", ["abc", ""], false },
        { "regexp_replace", ["a1b22", "[0-9]+", "<$0>"], "a<$0>b<$0>" },
        { "regexp_replace", ["äö", "ä", "€"], "€ö" },
        { "regexp_replace", ["abc", "(", "x"], null },
        { "regexp_extract", ["a=1;b=2", "b=(\\d)", 1], "2" },
        { "regexp_extract", ["a=1;b=2", "c"], null },
        { "regexp_extract", ["ab", "(a)|(b)", 2], null },
        { "regexp_extract", ["x.y", "\\Q.\\Ey"], ".y" },
        { "regexp_count", ["banana", "an"], 2 },
        { "regexp_instr", ["äbanana", "an"], 3 },
        { "regexp_instr", ["abc", "x"], 0 },
        { "regexp_substr", ["banana", "n."], "na" },
        { "regexp_extract_all", ["a1b2", "([a-z])(\\d)", 2], new object?[] { "1", "2" } },
        { "str_to_map", ["a=1,b,c="], new KeyValuePair<object?, object?>[] { new("a", "1"), new("b", null), new("c", "") } },
        { "encode", ["aä", "UTF-16"], new byte[] { 0xFE, 0xFF, 0, 0x61, 0, 0xE4 } },
        { "encode", ["aä", "US-ASCII"], "a?"u8.ToArray() },
        { "encode", ["a", "unknown"], null },
        { "decode", [new byte[] { 0xE4 }, "ISO-8859-1"], "ä" },
        { "decode", [new byte[] { 0xFF, 0xFE, 0x61, 0 }, "UTF-16"], "a" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives(string name, object?[] arguments, object? expected)
    {
        Assert.Equal(expected, Sql.Call(name, arguments));
    }

    [Fact]
    public void A_value_that_would_be_huge_is_an_error()
    {
        Assert.Equal("FLS6010", Assert.Throws<QueryException>(() => Sql.Call("repeat", "0123456789", int.MaxValue)).Code);
        Assert.Equal("FLS6010", Assert.Throws<QueryException>(() => Sql.Call("lpad", "a", int.MaxValue, "xy")).Code);
    }

    [Fact]
    public void An_expression_that_explodes_elsewhere_takes_linear_time_here()
    {
        string text = new string('a', 100_000) + "!";
        Assert.Equal(false, Sql.Call("regexp", text, "(a+)+$"));
        Assert.Equal(false, Sql.Call("$like", text, "%a%a%a%a%b"));
    }

    [Fact]
    public void A_wrong_escape_of_LIKE_is_an_error()
    {
        Assert.Equal("FLS6012", Assert.Throws<QueryException>(() => Sql.Call("$like", "a", "#a", "#")).Code);
        Assert.Equal("FLS6012", Assert.Throws<QueryException>(() => Sql.Call("$like", "a", "a", "##")).Code);
    }

    [Fact]
    public void Like_agrees_with_its_definition()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        const string letters = "aä%_";
        for (int round = 0; round < 20_000; round++)
        {
            string text = Letters(random, letters, 8), pattern = Letters(random, letters, 6);
            Assert.True(
                (bool)Sql.Call("$like", text, pattern)! == Like(text, pattern), $"seed {seed}: '{text}' LIKE '{pattern}'");
        }
    }

    [Fact]
    public void Uuids_are_of_version_4_and_follow_the_seed()
    {
        string first = (string)Sql.Call(new QueryContext(TimeZoneInfo.Utc, TimeProvider.System) { Seed = 7 }, "uuid")!;
        Assert.Equal(first, Sql.Call(new QueryContext(TimeZoneInfo.Utc, TimeProvider.System) { Seed = 7 }, "uuid"));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first);
    }

    private static string Letters(Random random, string letters, int most) =>
        new([.. Enumerable.Range(0, random.Next(most)).Select(_ => letters[random.Next(letters.Length)])]);

    private static bool Like(string text, string pattern) => pattern switch
    {
        "" => text.Length == 0,
        ['%', .. string rest] => Enumerable.Range(0, text.Length + 1).Any(at => Like(text[at..], rest)),
        _ => text.Length > 0 && (pattern[0] == '_' || pattern[0] == text[0]) && Like(text[1..], pattern[1..]),
    };

    [Fact]
    public void A_regular_expression_that_takes_too_long_is_an_error_wherever_it_is_used()
    {
        // The backreference needs backtracking, and the text makes it exponential.
        const string Slow = @"^((a+)+)\1x$";
        string text = new string('a', 40) + "c";
        JavaPattern pattern = JavaPattern.Make(Slow, limit: TimeSpan.FromMilliseconds(1))!;
        foreach (Action use in (Action[])
        [
            () => pattern.IsMatch(text),
            () => pattern.FirstMatch(text),
            () => pattern.AllMatches(text),
            () => pattern.EnumerateMatches(text).MoveNext(),
        ])
        {
            Assert.Equal("FLS6014", Assert.Throws<QueryException>(use).Code);
        }
    }
}
