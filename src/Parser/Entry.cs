using Antlr4.Runtime;
using FlinkSql.Parser.Building;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser;

/// <summary>A rule of the grammar to begin with, and how its parse tree becomes syntax.</summary>
internal sealed record Entry<T>(Func<FlinkSqlParser, ParserRuleContext> Rule, Func<AstBuilder, ParserRuleContext, T> Build);
