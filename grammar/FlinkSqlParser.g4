// The Flink SQL dialect. Operators stand in left-recursive rules; lists and chains are loops, so the parser
// recurses only where the text nests. Meaning is checked by the tree builder and the binder, not here.
parser grammar FlinkSqlParser;

options {
    tokenVocab = FlinkSqlLexer;
    superClass = GuardedParser;
}

@header { using FlinkSql.Parser.Reading; }

// ---- entries ----

singleStatement : statement SEMICOLON? EOF ;
singleExpression : expr EOF ;
singleQuery : query EOF ;
singleType : dataType EOF ;

// ---- statements ----

statement
    : query                                                                     # queryStatement
    | insert                                                                    # insertStatement
    | EXECUTE STATEMENT SET BEGIN statementSetBody END                          # statementSet
    | BEGIN STATEMENT SET SEMICOLON statementSetBody END                        # statementSet
    | EXECUTE PLAN STRING                                                       # executePlan
    | EXECUTE ( insert | query )                                                # execute
    | COMPILE ( AND EXECUTE )? PLAN STRING ( IF NOT EXISTS )? FOR explainable   # compilePlan
    | UPDATE name ( AS? bareAlias )? SET assignment ( COMMA assignment )* ( WHERE expr )?  # update
    | DELETE FROM name ( AS? bareAlias )? ( WHERE expr )?                       # delete
    | TRUNCATE TABLE name                                                       # truncate
    | CALL name callArguments                                                   # call
    | EXPLAIN RESTORE SAVEPOINT STRING FOR explainable                          # explainRestore
    | EXPLAIN explainDetails? explainable                                       # explain
    | create                                                                    # createStatement
    | ALTER alterBody                                                           # alterStatement
    | DROP dropBody                                                             # dropStatement
    | ANALYZE TABLE name ( PARTITION partitionValues )? COMPUTE STATISTICS
      ( FOR COLUMNS identifierList | FOR ALL COLUMNS )?                         # analyze
    | SET ( settingKey ( EQ anything )? )?                                      # set
    | RESET settingKey?                                                         # reset
    | USE CATALOG identifier                                                    # useCatalog
    | USE MODULES identifierList                                                # useModules
    | USE name                                                                  # useDatabase
    | LOAD MODULE identifier ( WITH options )?                                  # loadModule
    | UNLOAD MODULE identifier                                                  # unloadModule
    | ( ADD | REMOVE ) JAR anything                                             # jar
    | show                                                                      # showStatement
    | ( DESCRIBE | DESC ) JOB STRING                                            # describeJob
    | ( DESCRIBE | DESC ) describeTarget                                        # describe
    | STOP JOB STRING ( WITH SAVEPOINT ( WITH DRAIN )? )?                       # stopJob
    | WHY NO OUTPUT ( FOR STRING )?                                             # whyNoOutput
    | PEEK name ( LIMIT expr )?                                                 # peek
    | SUMMARIZE ( name | query )                                                # summarize
    | HELP anything?                                                            # help
    | ( QUIT | EXIT )                                                           # quit
    | CLEAR                                                                     # clear
    ;

anything : ~SEMICOLON+ ;
settingKey : ~( EQ | SEMICOLON )+ ;
explainDetails : PLAN FOR | explainDetail ( COMMA explainDetail )* ;
explainDetail : identifier ;
explainable
    : EXECUTE? ( query | insert | STATEMENT SET BEGIN statementSetBody END )
    | BEGIN STATEMENT SET SEMICOLON statementSetBody END
    | create
    | ALTER alterBody
    ;
statementSetBody : ( insert SEMICOLON )+ ;

insert
    : INSERT ( INTO | OVERWRITE ) TABLE? name hints? ( PARTITION partitionValues )? columnList? query
      ( ON CONFLICT DO identifier )?
    ;
columnList : LPAREN name ( COMMA name )* RPAREN ;
partitionValues : LPAREN partitionValue ( COMMA partitionValue )* RPAREN ;
partitionValue : identifier ( EQ expr )? ;
assignment : name EQ expr ;

show
    : SHOW CREATE objectKind name                                                           # showCreate
    | SHOW PARTITIONS name ( PARTITION partitionValues )?                                   # showPartitions
    | SHOW showWords ( ( FROM | IN ) name )? ( NOT? ( LIKE | ILIKE ) STRING )?               # showList
    ;
showWords : ( identifier | FULL ) identifier? ;
describeTarget : EXTENDED? name | objectKind EXTENDED? name ;

objectKind : TABLE | VIEW | MATERIALIZED TABLE | FUNCTION | MODEL | DATABASE | CATALOG | CONNECTION ;

// ---- CREATE ----

create
    : ( CREATE ( OR REPLACE )? | REPLACE ) TEMPORARY? TABLE ( IF NOT EXISTS )? name tableElements?
      tableClause* ( LIKE name likeOptions? )? ( AS query )?                                # createTable
    | CREATE ( OR REPLACE )? TEMPORARY? VIEW ( IF NOT EXISTS )? name identifiersInParens?
      ( COMMENT text )? AS query                                                            # createView
    | CREATE ( OR ( ALTER | REPLACE ) )? MATERIALIZED TABLE ( IF NOT EXISTS )? name tableElements?
      tableClause* ( FRESHNESS EQ expr )? ( REFRESH_MODE EQ ( FULL | identifier ) )? AS query  # createMaterializedTable
    | CREATE ( TEMPORARY SYSTEM? )? FUNCTION ( IF NOT EXISTS )? name AS text ( LANGUAGE identifier )?
      ( USING resource ( COMMA resource )* )? ( WITH options )?                             # createFunction
    | CREATE CATALOG ( IF NOT EXISTS )? identifier ( COMMENT text )? ( WITH options )?      # createCatalog
    | CREATE DATABASE ( IF NOT EXISTS )? name ( COMMENT text )? ( WITH options )?           # createDatabase
    | CREATE TEMPORARY? MODEL ( IF NOT EXISTS )? name ( INPUT modelColumns )? ( OUTPUT modelColumns )?
      ( COMMENT text )? ( WITH options )? ( AS query )?                                     # createModel
    | CREATE ( TEMPORARY SYSTEM? )? CONNECTION ( IF NOT EXISTS )? name ( COMMENT text )? WITH options  # createConnection
    ;

tableClause
    : COMMENT text
    | DISTRIBUTED distribution
    | PARTITIONED BY identifiersInParens
    | USING CONNECTION name
    | WITH options
    ;
distribution : BY identifier? identifiersInParens ( INTO INTEGER BUCKETS )? | INTO INTEGER BUCKETS ;
tableElements : LPAREN ( tableElement ( COMMA tableElement )* )? RPAREN ;
tableElement : watermark | constraint | column ;
watermark : WATERMARK FOR name AS expr ;
constraint : ( CONSTRAINT identifier )? ( PRIMARY KEY | UNIQUE ) identifiersInParens enforcement? ;
enforcement : NOT? ENFORCED ;
column
    : identifier ( dataType ( METADATA ( FROM text )? VIRTUAL? | columnConstraint* ) | AS expr )? ( COMMENT text )?
    ;
columnConstraint : ( CONSTRAINT identifier )? ( PRIMARY KEY | UNIQUE ) enforcement? ;
likeOptions : LPAREN likeOption* RPAREN ;
likeOption : ( INCLUDING | EXCLUDING | OVERWRITING ) ( ALL | identifier ) ;
options : LPAREN ( option ( COMMA option )* )? RPAREN ;
option : text EQ text ;
resource : identifier text ;
modelColumns : LPAREN column ( COMMA column )* RPAREN ;

// ---- ALTER and DROP ----

alterBody
    : TABLE ( IF EXISTS )? name alterTable
    | VIEW ( IF EXISTS )? name ( RENAME TO name | AS query )
    | ( TEMPORARY SYSTEM? )? FUNCTION ( IF EXISTS )? name AS text ( LANGUAGE identifier )?
    | DATABASE name SET options
    | CATALOG name ( SET options | RESET keys | COMMENT text )
    | ( MODEL | CONNECTION ) ( IF EXISTS )? name ( RENAME TO name | SET options | RESET keys )
    | MATERIALIZED TABLE ( IF EXISTS )? name ( alterMaterializedTable | alterTable )
    ;
alterTable
    : RENAME TO name
    | RENAME name TO name
    | SET options
    | RESET keys
    | ADD ( IF NOT EXISTS )? partition+
    | DROP ( IF EXISTS )? PARTITION partitionValues ( COMMA PARTITION partitionValues )*
    | ( ADD | MODIFY ) alterElements
    | DROP PRIMARY KEY
    | DROP CONSTRAINT identifier
    | DROP WATERMARK
    | DROP DISTRIBUTION
    | DROP ( COLUMN? name | LPAREN name ( COMMA name )* RPAREN )
    ;
alterMaterializedTable
    : SUSPEND
    | RESUME ( WITH options )?
    | REFRESH ( PARTITION partitionValues )?
    | SET FRESHNESS EQ expr
    | SET REFRESH_MODE EQ ( FULL | identifier )
    | AS query
    ;
partition : PARTITION partitionValues ( WITH options )? ;
alterElements : alterElement | LPAREN alterElement ( COMMA alterElement )* RPAREN ;
alterElement
    : watermark
    | constraint
    | DISTRIBUTION distribution
    | COLUMN? ( identifier DOT )* column ( FIRST | AFTER name )?
    ;
keys : LPAREN ( text ( COMMA text )* )? RPAREN ;

dropBody
    : TEMPORARY? TABLE ( IF EXISTS )? name
    | TEMPORARY? VIEW ( IF EXISTS )? name
    | MATERIALIZED TABLE ( IF EXISTS )? name
    | ( TEMPORARY SYSTEM? )? ( FUNCTION | CONNECTION ) ( IF EXISTS )? name
    | TEMPORARY? MODEL ( IF EXISTS )? name
    | DATABASE ( IF EXISTS )? name ( CASCADE | RESTRICT )?
    | CATALOG ( IF EXISTS )? name
    ;

// ---- queries ----

query : withClause? queryPrimary setTail queryEnd ;

// A query that begins with a word. Where an expression or a table could stand as well, a query in parentheses is read as
// one of these first; setTail and queryEnd behind it say that it was the first operand of a larger query after all.
bareQuery : withClause queryPrimary setTail queryEnd | simpleQuery setTail queryEnd ;

withClause : WITH RECURSIVE? commonTable ( COMMA commonTable )* ;
commonTable : identifier identifiersInParens? AS LPAREN query RPAREN ;

setTail : intersection* union* ;
intersection : INTERSECT ( ALL | DISTINCT )? queryPrimary ;
union : ( UNION | EXCEPT | MINUS ) ( ALL | DISTINCT )? queryPrimary intersection* ;
queryEnd : orderBy? ( limit | offset | fetch )* emit? ;

queryPrimary : simpleQuery | LPAREN query RPAREN ;
simpleQuery : selectQuery | VALUES valuesRow ( COMMA valuesRow )* | TABLE name ;

valuesRow : expr ;

selectQuery
    : ( selectClause ( FROM tables )? | FROM tables selectClause? )
      ( WHERE expr )? groupBy? ( HAVING expr )? windowClause? ( QUALIFY expr )?
    ;
selectClause : SELECT hints? STREAM? ( ALL | DISTINCT )? selectItem ( COMMA selectItem )* ;
selectItem : star | expr alias? ;
star : ( identifier DOT )* STAR ( EXCLUDE ( identifiersInParens | identifier ) )? ( REPLACE replaceItems )? ;
replaceItems : LPAREN expr alias ( COMMA expr alias )* RPAREN ;
alias : AS identifier | bareAlias ;

groupBy : GROUP BY ( ALL | groupings ) ;
groupings : grouping ( COMMA grouping )* ;
grouping
    : ( ROLLUP | CUBE ) LPAREN groupings RPAREN
    | GROUPING SETS LPAREN groupings RPAREN
    | LPAREN RPAREN
    | expr
    ;

windowClause : WINDOW namedWindow ( COMMA namedWindow )* ;
namedWindow : identifier AS windowSpec ;
windowSpec : LPAREN bareAlias? ( PARTITION BY exprs )? orderBy? frame? RPAREN ;
frame : ( ROWS | RANGE ) ( BETWEEN frameBound AND frameBound | frameBound ) ;
frameBound : UNBOUNDED ( PRECEDING | FOLLOWING ) | CURRENT ROW | valueExpr ( PRECEDING | FOLLOWING ) ;

orderBy : ORDER BY sortItem ( COMMA sortItem )* ;
sortItem : expr ( ASC | DESC )? ( NULLS ( FIRST | LAST ) )? ;
limit : LIMIT ( ALL | expr ( COMMA expr )? ) ;
offset : OFFSET expr ( ROW | ROWS )? ;
fetch : FETCH ( FIRST | NEXT ) expr? ( ROW | ROWS ) ONLY ;

emit
    : EMIT ( emitTrigger ( AND? emitOption )* | emitOption ( AND? emitOption )* ) emitMode?
    | EMIT emitMode
    ;
emitTrigger
    : AFTER WINDOW CLOSE
    | PERIODIC valueExpr
    | ON UPDATE ( WITH DELAY valueExpr )?
    ;
emitOption : ALLOWED LATENESS valueExpr | TIMEOUT valueExpr ;
emitMode : MODE identifier ;

// ---- tables ----

tables : joinChain ( COMMA joinChain )* ;
joinChain : tableFactor join* ;
join : NATURAL? joinKind tableFactor ( MATCH_CONDITION LPAREN expr RPAREN )? ( ON expr | USING identifiersInParens )? ;
joinKind
    : CROSS JOIN
    | INNER? JOIN
    | ( LEFT | RIGHT | FULL ) OUTER? JOIN
    | LEFT? ( SEMI | ANTI ) JOIN
    | LEFT? ASOF LEFT? JOIN
    ;

tableFactor : tablePrimary matchRecognize? tableAlias? ;
tablePrimary
    : LATERAL? UNNEST LPAREN exprs RPAREN ( WITH ORDINALITY )?                           # unnestTable
    | LATERAL? TABLE LPAREN functionCall RPAREN                                 # tableFunction
    | LATERAL? functionCall                                                     # tableFunction
    | name hints? ( FOR SYSTEM_TIME AS OF valueExpr )?                          # namedTable
    | STRING hints?                                                             # fileTable
    | LATERAL LPAREN query RPAREN                                               # derivedTable
    | LPAREN bareQuery RPAREN                                                   # derivedTable
    | LPAREN tables setTail queryEnd RPAREN                                     # tablesInParens
    ;
tableAlias : ( AS identifier | bareAlias ) identifiersInParens? ;

hints : HINT_START hint ( COMMA? hint )* HINT_END ;
hint : identifier ( LPAREN ( hintArgument ( COMMA hintArgument )* )? RPAREN )? ;
hintArgument : hintValue ( EQ hintValue )? ;
hintValue : name | STRING | MINUS_SIGN? INTEGER | MINUS_SIGN? DECIMAL ;

matchRecognize
    : MATCH_RECOGNIZE LPAREN
      ( PARTITION BY exprs )?
      orderBy?
      ( MEASURES measure ( COMMA measure )* )?
      ( ( ONE ROW | ALL ROWS ) PER MATCH )?
      ( AFTER MATCH skip )?
      PATTERN LPAREN pattern RPAREN ( WITHIN valueExpr )?
      ( SUBSET subset ( COMMA subset )* )?
      DEFINE definition ( COMMA definition )*
      RPAREN
    ;
measure : expr AS identifier ;
skip
    : SKIP_ TO NEXT ROW
    | SKIP_ PAST LAST ROW
    | SKIP_ TO ( FIRST | LAST )? identifier
    ;
subset : identifier EQ identifiersInParens ;
definition : identifier AS expr ;
pattern : patternSequence ( BAR patternSequence )* ;
patternSequence : patternFactor+ ;
patternFactor : patternPrimary patternQuantifier? ;
patternPrimary
    : PERMUTE LPAREN pattern ( COMMA pattern )* RPAREN
    | identifier
    | LPAREN pattern RPAREN
    | EXCLUDE_START pattern EXCLUDE_END
    ;
patternQuantifier
    : ( STAR | PLUS | QUESTION ) QUESTION?
    | LBRACE ( INTEGER | INTEGER? COMMA INTEGER? ) RBRACE QUESTION?
    ;

// ---- expressions ----

exprs : expr ( COMMA expr )* ;

expr
    : valueExpr                                                                             # value
    | expr NOT? BETWEEN ( ASYMMETRIC | SYMMETRIC )? valueExpr AND valueExpr                 # between
    | expr NOT? IN LPAREN ( bareQuery | exprs setTail queryEnd ) RPAREN                     # membership
    | expr NOT? ( LIKE | ILIKE | SIMILAR TO ) valueExpr ( ESCAPE valueExpr )?               # like
    | expr comparison ( ALL | ANY | SOME ) LPAREN query RPAREN                              # quantified
    | expr ( comparison | OVERLAPS | IS NOT? DISTINCT FROM ) expr                           # compare
    | expr IS NOT? isTest                                                                   # is
    | NOT expr                                                                              # not
    | expr AND expr                                                                         # and
    | expr OR expr                                                                          # or
    ;
comparison : EQ | NEQ | LT | LTE | GT | GTE ;
isTest : NULL | TRUE | FALSE | UNKNOWN | JSON ( VALUE | OBJECT | ARRAY | SCALAR )? ;

valueExpr
    : primary                                                                               # valuePrimary
    | valueExpr AT ( LOCAL | TIME ZONE primary )                                            # atTimeZone
    | ( PLUS | MINUS_SIGN ) valueExpr                                                       # sign
    | valueExpr ( STAR | SLASH | PERCENT | CONCAT ) valueExpr                               # arithmetic
    | valueExpr ( PLUS | MINUS_SIGN ) valueExpr                                             # arithmetic
    ;

primary
    : operand access*
    | name ( LBRACKET expr RBRACKET access* )?
    ;
access : LBRACKET expr RBRACKET | DOT identifier ;

operand
    : literal                                                                               # literalOperand
    | parameter                                                                             # parameterOperand
    | LPAREN bareQuery RPAREN                                                               # subquery
    | LPAREN exprs setTail queryEnd RPAREN                                                  # parens
    | ROW LPAREN exprs? RPAREN                                                              # row
    | EXISTS LPAREN query RPAREN                                                            # exists
    | CASE expr? whenClause+ ( ELSE expr )? END                                             # case
    | ( CAST | TRY_CAST ) LPAREN expr AS dataType RPAREN                                    # cast
    | ARRAY LBRACKET exprs? RBRACKET                                                        # array
    | MULTISET LBRACKET exprs? RBRACKET                                                     # multiset
    | MAP LBRACKET exprs? RBRACKET                                                          # map
    | ( RUNNING | FINAL ) functionCall                                                      # matchScope
    | functionCall                                                                          # callOperand
    ;
whenClause : WHEN exprs THEN expr ;

parameter : QUESTION | NAMED_PARAMETER ;

functionCall
    : EXTRACT LPAREN identifier FROM expr RPAREN                                            # extract
    | POSITION LPAREN valueExpr IN valueExpr ( FROM expr )? RPAREN                          # position
    | TRIM LPAREN ( trimSide ( FROM expr | expr ( FROM expr )? ) | expr ( FROM expr )? ) RPAREN  # trim
    | SUBSTRING LPAREN expr ( FROM expr ( FOR expr )? | ( COMMA expr )+ ) RPAREN            # substring
    | OVERLAY LPAREN expr ( PLACING expr FROM expr ( FOR expr )? | ( COMMA expr )+ ) RPAREN # overlay
    | ( FLOOR | CEIL | CEILING ) LPAREN expr ( TO identifier | ( COMMA expr )* ) RPAREN     # floor
    | ( CURRENT_DATE | CURRENT_TIME | CURRENT_TIMESTAMP | CURRENT_USER | LOCALTIME | LOCALTIMESTAMP )
      ( LPAREN INTEGER? RPAREN )?                                                           # niladic
    | JSON_VALUE LPAREN expr COMMA expr ( RETURNING dataType )? jsonBehavior* RPAREN        # jsonValue
    | JSON_QUERY LPAREN expr COMMA expr ( RETURNING dataType )? jsonWrapper? jsonBehavior* RPAREN  # jsonQuery
    | JSON_EXISTS LPAREN expr COMMA expr jsonBehavior* RPAREN                               # jsonExists
    | JSON_OBJECT LPAREN ( jsonEntry ( COMMA jsonEntry )* )? jsonNulls? RPAREN              # jsonObject
    | JSON_ARRAY LPAREN exprs? jsonNulls? RPAREN                                            # jsonArray
    | JSON_OBJECTAGG LPAREN jsonEntry jsonNulls? RPAREN callSuffix                          # jsonObjectAgg
    | JSON_ARRAYAGG LPAREN expr orderBy? jsonNulls? RPAREN callSuffix                       # jsonArrayAgg
    | functionName callArguments callSuffix                                                 # plainCall
    ;
functionName : callable ( DOT identifier )* | LEFT | RIGHT ;
callable : IDENTIFIER | QUOTED_IDENTIFIER | word | clauseWord ;
trimSide : BOTH | LEADING | TRAILING ;
callArguments : LPAREN ( ( DISTINCT | ALL )? argument ( COMMA argument )* nullTreatment? orderBy? )? RPAREN ;
callSuffix
    : ( WITHIN GROUP LPAREN orderBy RPAREN )? nullTreatment? ( FILTER LPAREN WHERE expr RPAREN )?
      nullTreatment? ( OVER ( identifier | windowSpec ) )?
    ;
nullTreatment : ( IGNORE | RESPECT ) NULLS ;
argument : ( identifier ARROW )? argumentValue ;
argumentValue
    : star                                                                                  # starArgument
    | TABLE ( name hints? | LPAREN query RPAREN ) argumentPartition? argumentSort?          # tableArgument
    | DESCRIPTOR identifiersInParens                                                        # descriptorArgument
    | DEFAULT                                                                               # defaultArgument
    | expr ( name | argumentPartition argumentSort? )?                                      # exprArgument
    ;
// The name behind an expression is that of a model: MODEL m. One key, or several in parentheses: a comma ends the argument.
argumentPartition : PARTITION BY expr ;
argumentSort : ORDER BY ( LPAREN sortItem ( COMMA sortItem )* RPAREN | sortName ) ;
sortName : name ( ASC | DESC )? ( NULLS ( FIRST | LAST ) )? ;
jsonBehavior
    : ( NULL | ERROR | TRUE | FALSE | UNKNOWN | DEFAULT expr | EMPTY_ ( ARRAY | OBJECT )? ) ON ( EMPTY_ | ERROR ) ;
jsonWrapper : ( WITHOUT | WITH ( CONDITIONAL | UNCONDITIONAL )? ) ARRAY? WRAPPER ;
jsonEntry : KEY? expr ( VALUE | COLON | COMMA ) expr ;
jsonNulls : ( NULL | ABSENT ) ON NULL ;

literal
    : text                                                                                  # textLiteral
    | BINARY_STRING STRING*                                                                 # binaryLiteral
    | ( INTEGER | DECIMAL | DO | DOUBLE_NUMBER )                                                 # numberLiteral
    | ( TRUE | FALSE | UNKNOWN | NULL )                                                     # wordLiteral
    | ( DATE | TIME | TIMESTAMP_LTZ | TIMESTAMP ( WITH LOCAL TIME ZONE )? ) STRING          # timeLiteral
    | INTERVAL ( PLUS | MINUS_SIGN )? ( STRING | INTEGER ) intervalQualifier                # intervalLiteral
    ;
text : ( STRING | CHARSET_STRING | ESCAPED_STRING ) STRING* | UNICODE_STRING STRING* ( UESCAPE STRING )? ;
intervalQualifier : identifier ( LPAREN INTEGER ( COMMA INTEGER )? RPAREN )? ( TO identifier ( LPAREN INTEGER RPAREN )? )? ;

// ---- types ----

dataType : typeHead typeSuffix* ;
typeSuffix : ARRAY | MULTISET | NOT? NULL ;
typeHead
    : ARRAY LT dataType GT                                                                  # arrayType
    | MULTISET LT dataType GT                                                               # multisetType
    | MAP LT dataType COMMA dataType GT                                                     # mapType
    | ROW ( LT ( rowField ( COMMA rowField )* )? GT | NEQ
          | LPAREN ( rowField ( COMMA rowField )* )? RPAREN )                               # rowType
    | STRUCTURED LT text ( COMMA rowField )* GT                                             # structuredType
    | RAW LPAREN text COMMA text RPAREN                                                     # rawType
    | INTERVAL intervalQualifier                                                            # intervalType
    | ( TIMESTAMP | TIME ) ( LPAREN INTEGER RPAREN )? ( ( WITH LOCAL? | WITHOUT ) TIME ZONE )?  # timeType
    | DO | DOUBLE PRECISION?                                                                     # doubleType
    | ( CHAR | CHARACTER | BINARY ) VARYING ( LPAREN INTEGER RPAREN )?                      # varyingType
    | NULL                                                                                  # nullType
    | name ( LPAREN INTEGER ( COMMA INTEGER )? RPAREN )?                                    # namedType
    ;
rowField : identifier dataType ( COMMENT? text )? ;

// ---- names ----

name : identifier ( DOT identifier )* ;
identifierList : identifier ( COMMA identifier )* ;
identifiersInParens : LPAREN identifierList RPAREN ;

identifier : IDENTIFIER | QUOTED_IDENTIFIER | word | clauseWord | callWord ;
bareAlias : IDENTIFIER | QUOTED_IDENTIFIER | word | callWord ;

// Keywords that may also be any name. A keyword in none of the three rules is reserved.
word
    : ABSENT | ADD | AFTER | ALLOWED | ANALYZE | BEGIN | BINARY | BUCKETS | CALL | CASCADE | CATALOG
    | CHAR | CHARACTER | CLEAR | CLOSE | COLUMN | COLUMNS | COMMENT | COMPILE | COMPUTE | CONDITIONAL | CONFLICT | CONNECTION | CONSTRAINT
    | CURRENT | DATABASE | DATE | DEFINE | DELAY | DESCRIBE | DISTRIBUTED | DISTRIBUTION | DO | DOUBLE | DRAIN | EMPTY_
    | ENFORCED | ERROR | EXCLUDING | EXIT | EXTENDED | FINAL | FIRST | FOLLOWING | FRESHNESS | FUNCTION | HELP
    | IF | INCLUDING | INPUT | JAR | JOB | JSON | LANGUAGE | LAST | LATENESS | LOAD | LOCAL | MATCH
    | MATERIALIZED | MEASURES | METADATA | MODE | MODEL | MODIFY | MODULE | MODULES | NEXT | NO | NULLS | OBJECT
    | OF | ONE | ONLY | ORDINALITY | OUTPUT | OVERWRITE | OVERWRITING | PARTITIONED | PARTITIONS | PAST | PATTERN
    | PEEK | PER | PERIODIC | PERMUTE | PLACING | PLAN | PRECEDING | PRECISION | PRIMARY | QUIT | RAW | RECURSIVE
    | REFRESH | REFRESH_MODE | REMOVE | RENAME | RESET | RESTORE | RESTRICT | RESUME | RETURNING | RUNNING | SAVEPOINT
    | SCALAR | SETS | SHOW | SKIP_ | STATEMENT | STATISTICS | STOP | STRUCTURED | SUBSET | SUMMARIZE
    | SUSPEND | SYSTEM | SYSTEM_TIME | TEMPORARY | TIME | TIMEOUT | TIMESTAMP | TIMESTAMP_LTZ
    | TRUNCATE | UNBOUNDED | UNCONDITIONAL | UNIQUE | UNLOAD | UPDATE | USE | VALUE | VARYING | VIEW | VIRTUAL
    | WATERMARK | WHY | WITHOUT | WRAPPER | ZONE
    ;

// Keywords that may be a name, but not an alias without AS: what they begin can follow an expression or table.
clauseWord
    : ANTI | ASC | ASOF | AT | DESC | EMIT | EXCLUDE | FETCH | FILTER | GROUPING | IGNORE | ILIKE | MATCH_CONDITION
    | MATCH_RECOGNIZE | OFFSET | OVER | PARTITION | QUALIFY | RANGE | REPLACE | RESPECT | ROWS | SEMI | SET
    | SIMILAR | TO | UESCAPE | WINDOW | WITHIN
    ;

// Keywords that may be a name, but before a parenthesis have a form of their own.
callWord
    : CEIL | CEILING | CUBE | DESCRIPTOR | EXTRACT | FLOOR | JSON_ARRAY | JSON_ARRAYAGG | JSON_EXISTS | JSON_OBJECT
    | JSON_OBJECTAGG | JSON_QUERY | JSON_VALUE | KEY | OVERLAY | POSITION | ROLLUP | SUBSTRING | TRIM | TRY_CAST
    ;
