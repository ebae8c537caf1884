// Words and signs of Flink SQL.
//
// A keyword is an identifier whose text stands in the tokens block: the base class looks it up, so the lexer's own
// automaton stays small. A name with a trailing underscore (SKIP_) stands for the word without it.
// Units of time, type names and the words of SHOW and EXPLAIN are no keywords; the tree builder knows them.
lexer grammar FlinkSqlLexer;

options {
    superClass = KeywordLexer;
    caseInsensitive = true;
}

@header { using FlinkSql.Parser.Reading; }

tokens {
    ABSENT, ADD, AFTER, ALL, ALLOWED, ALTER, ANALYZE, AND, ANTI, ANY, ARRAY, AS, ASC, ASOF, ASYMMETRIC, AT,
    BEGIN, BETWEEN, BINARY, BOTH, BUCKETS, BY,
    CALL, CASCADE, CASE, CAST, CATALOG, CEIL, CEILING, CHAR, CHARACTER, CLEAR, CLOSE, COLUMN, COLUMNS, COMMENT, COMPILE,
    COMPUTE, CONDITIONAL, CONFLICT, CONNECTION, CONSTRAINT, CREATE, CROSS, CUBE, CURRENT,
    CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, CURRENT_USER,
    DATABASE, DATE, DEFAULT, DEFINE, DELAY, DELETE, DESC, DESCRIBE, DESCRIPTOR, DISTINCT, DISTRIBUTED, DISTRIBUTION,
    DO, DOUBLE, DRAIN, DROP,
    ELSE, EMIT, EMPTY_, END, ENFORCED, ERROR, ESCAPE, EXCEPT, EXCLUDE, EXCLUDING, EXECUTE, EXISTS, EXIT, EXPLAIN, EXTENDED,
    EXTRACT,
    FALSE, FETCH, FILTER, FINAL, FIRST, FLOOR, FOLLOWING, FOR, FRESHNESS, FROM, FULL, FUNCTION,
    GROUP, GROUPING, HAVING, HELP,
    IF, IGNORE, ILIKE, IN, INCLUDING, INNER, INPUT, INSERT, INTERSECT, INTERVAL, INTO, IS,
    JAR, JOB, JOIN, JSON, JSON_ARRAY, JSON_ARRAYAGG, JSON_EXISTS, JSON_OBJECT, JSON_OBJECTAGG, JSON_QUERY, JSON_VALUE,
    KEY, LANGUAGE, LAST, LATENESS, LATERAL, LEADING, LEFT, LIKE, LIMIT, LOAD, LOCAL, LOCALTIME, LOCALTIMESTAMP,
    MAP, MATCH, MATCH_CONDITION, MATCH_RECOGNIZE, MATERIALIZED, MEASURES, METADATA, MINUS, MODE, MODEL, MODIFY, MODULE,
    MODULES, MULTISET,
    NATURAL, NEXT, NO, NOT, NULL, NULLS,
    OBJECT, OF, OFFSET, ON, ONE, ONLY, OR, ORDER, ORDINALITY, OUTER, OUTPUT, OVER, OVERLAPS, OVERLAY, OVERWRITE, OVERWRITING,
    PARTITION, PARTITIONED, PARTITIONS, PAST, PATTERN, PEEK, PER, PERIODIC, PERMUTE, PLACING, PLAN, POSITION, PRECEDING,
    PRECISION, PRIMARY,
    QUALIFY, QUIT, RANGE, RAW, RECURSIVE, REFRESH, REFRESH_MODE, REMOVE, RENAME, REPLACE, RESET, RESPECT, RESTORE, RESTRICT,
    RESUME, RETURNING, RIGHT, ROLLUP, ROW, ROWS, RUNNING,
    SAVEPOINT, SCALAR, SELECT, SEMI, SET, SETS, SHOW, SIMILAR, SKIP_, SOME, STATEMENT, STATISTICS, STOP, STREAM, STRUCTURED,
    SUBSET, SUBSTRING, SUMMARIZE, SUSPEND, SYMMETRIC, SYSTEM, SYSTEM_TIME,
    TABLE, TEMPORARY, THEN, TIME, TIMEOUT, TIMESTAMP, TIMESTAMP_LTZ, TO, TRAILING, TRIM, TRUE, TRUNCATE, TRY_CAST,
    UESCAPE, UNBOUNDED, UNCONDITIONAL, UNION, UNIQUE, UNKNOWN, UNLOAD, UNNEST, UPDATE, USE, USING,
    VALUE, VALUES, VARYING, VIEW, VIRTUAL, WATERMARK, WHEN, WHERE, WHY, WINDOW, WITH, WITHIN, WITHOUT, WRAPPER, ZONE
}

// ---- signs ----

SEMICOLON : ';' ;
COMMA : ',' ;
DOT : '.' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
EXCLUDE_START : '{-' ;
EXCLUDE_END : '-}' ;
EQ : '=' ;
NEQ : '<>' | '!=' ;
LTE : '<=' ;
GTE : '>=' ;
LT : '<' ;
GT : '>' ;
ARROW : '=>' ;
PLUS : '+' ;
MINUS_SIGN : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
CONCAT : '||' ;
BAR : '|' ;
COLON : ':' ;
QUESTION : '?' ;

// ---- hints and comments ----

// The base class turns a HINT_END outside a hint back into STAR and SLASH: SELECT 2*/* half */0.5.
HINT_START : '/*+' ;
HINT_END : '*/' ;

LINE_COMMENT : '--' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' ( '*'+ '/' | ( ~[+*] | '*'+ ~[*/] ) ( ~'*' | '*'+ ~[*/] )* '*'+ '/' ) -> skip ;
UNTERMINATED_COMMENT : '/*' ( ( ~[+*] | '*'+ ~[*/] ) ( ~'*' | '*'+ ~[*/] )* )? '*'* ;
SPACE : [ \t\r\n\f\u000B\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]+ -> skip ;

// ---- literals ----

STRING : '\'' ( ~'\'' | '\'\'' )* '\'' ;
UNTERMINATED_STRING : '\'' ( ~'\'' | '\'\'' )* ;
UNICODE_STRING : 'U&' STRING ;
ESCAPED_STRING : 'E\'' ( ~['\\] | '\'\'' | '\\' . )* '\'' ;
CHARSET_STRING : '_' [A-Z0-9:.\-_]+ STRING ;
BINARY_STRING : 'X' STRING ;

INTEGER : [0-9]+ ;
DECIMAL : [0-9]+ '.' [0-9]* | '.' [0-9]+ ;
DOUBLE_NUMBER : ( [0-9]+ ( '.' [0-9]* )? | '.' [0-9]+ ) 'E' [+\-]? [0-9]+ ;

NAMED_PARAMETER : [:@] [A-Z_] [A-Z0-9_]* ;

// ---- names ----

// Beyond ASCII everything is a letter but spaces, controls and the typographic quotes and signs of U+2000 to U+206F.
fragment LETTER : [A-Z_$] | [\u00A1-\u167F\u1681-\u1FFF\u2070-\u2FFF\u3001-\uFEFE\uFF00-\uFFEF] ;
IDENTIFIER : LETTER ( LETTER | [0-9] )* ;
QUOTED_IDENTIFIER : '`' ( ~'`' | '``' )* '`' | '"' ( ~'"' | '""' )* '"' ;
UNTERMINATED_NAME : '`' ( ~'`' | '``' )* | '"' ( ~'"' | '""' )* ;

UNRECOGNIZED : . ;
