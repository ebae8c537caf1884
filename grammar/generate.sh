#!/usr/bin/env bash
# Writes the C# parser in src/Parser/Generated from the two grammars here. Needs Node 18 or newer; run it after every
# change of a .g4 file and commit the result. grammar.sha256 lets a test notice when that was forgotten.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="$here/../src/Parser/Generated"
tool="$here/node_modules/antlr-ng/dist/cli/runner.js"

if [ ! -f "$tool" ]; then
    npm install --prefix "$here" --no-save --no-package-lock --silent antlr-ng@1.0.10
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$here"
generate() {
    node "$tool" -Dlanguage=CSharp -v false -l false --exact-output-dir true --lib "$work" -o "$work" \
        -p FlinkSql.Parser.Generated "$1"
}
generate FlinkSqlLexer.g4
generate FlinkSqlParser.g4

mkdir -p "$target"
for name in FlinkSqlLexer FlinkSqlParser; do
    # Nothing outside the parser sees these classes, and the attributes only cost room.
    sed -e 's/^public partial class Flink/internal partial class Flink/' \
        -e 's/\[System.Diagnostics.DebuggerNonUserCode\] //' \
        -e '/CLSCompliant/d' -e '/GeneratedCode/d' -e 's/[ \t]*$//' \
        "$work/$name.cs" > "$target/$name.cs"
done
cat FlinkSqlLexer.g4 FlinkSqlParser.g4 "$target/FlinkSqlLexer.cs" "$target/FlinkSqlParser.cs" \
    | sha256sum | cut -d' ' -f1 > grammar.sha256
