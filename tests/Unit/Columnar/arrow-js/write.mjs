// Writes a table of many types, some of which FlinkSql only reads, as an Arrow stream and as a file.
import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';

const { vectorFromArray, Field, Schema } = arrow;
const bytes = text => new TextEncoder().encode(text);
const day = 86_400_000;

const columns = {
  bool: [new arrow.Bool(), [true, false, null]],
  i8: [new arrow.Int8(), [-128, 127, null]],
  i16: [new arrow.Int16(), [-32768, 32767, null]],
  i32: [new arrow.Int32(), [-2147483648, 2147483647, null]],
  i64: [new arrow.Int64(), [-9223372036854775808n, 9223372036854775807n, null]],
  u8: [new arrow.Uint8(), [0, 255, null]],
  u16: [new arrow.Uint16(), [0, 65535, null]],
  u32: [new arrow.Uint32(), [0, 4294967295, null]],
  u64: [new arrow.Uint64(), [0n, 18446744073709551615n, null]],
  f16: [new arrow.Float16(), [1.5, -0.25, null]],
  f32: [new arrow.Float32(), [1.5, -0.25, null]],
  f64: [new arrow.Float64(), [1e300, -0.1, null]],
  utf8: [new arrow.Utf8(), ['a', 'wörld ☺', null]],
  largeUtf8: [new arrow.LargeUtf8(), ['b', '', null]],
  binary: [new arrow.Binary(), [bytes('A'), bytes('xyz'), null]],
  largeBinary: [new arrow.LargeBinary(), [bytes('A'), bytes(''), null]],
  fixedBinary: [new arrow.FixedSizeBinary(3), [bytes('abc'), bytes('xyz'), null]],
  date32: [new arrow.DateDay(), [new Date(0), new Date(-day), null]],
  date64: [new arrow.DateMillisecond(), [new Date(day), new Date(-day), null]],
  timeS: [new arrow.TimeSecond(), [0, 86399, null]],
  timeMs: [new arrow.TimeMillisecond(), [1, 86399999, null]],
  timeUs: [new arrow.TimeMicrosecond(), [1n, 86399999999n, null]],
  timeNs: [new arrow.TimeNanosecond(), [1n, 86399999999999n, null]],
  tsS: [new arrow.TimestampSecond(), [1000, -1000, null]],
  tsMs: [new arrow.TimestampMillisecond(), [1, -1, null]],
  tsMsUtc: [new arrow.TimestampMillisecond('UTC'), [1, -1, null]],
  yearMonth: [new arrow.IntervalYearMonth(), [Int32Array.of(2, 6), Int32Array.of(-1, -1), null]],
  dayTime: [new arrow.IntervalDayTime(), [Int32Array.of(1, 500), Int32Array.of(-1, 0), null]],
  durationS: [new arrow.DurationSecond(), [1n, -1n, null]],
  durationMs: [new arrow.DurationMillisecond(), [1n, -1n, null]],
  durationUs: [new arrow.DurationMicrosecond(), [1500n, -1n, null]],
  durationNs: [new arrow.DurationNanosecond(), [1500000n, -1n, null]],
  list: [new arrow.List(new Field('item', new arrow.Int32(), true)), [[1, null], [], null]],
  fixedList: [new arrow.FixedSizeList(2, new Field('item', new arrow.Int16(), true)), [[1, 2], [3, null], null]],
  struct: [
    new arrow.Struct([new Field('x', new arrow.Int32(), true), new Field('y', new arrow.Utf8(), true)]),
    [{ x: 1, y: 'a' }, { x: null, y: 'b' }, null],
  ],
  map: [
    new arrow.Map_(new Field('entries', new arrow.Struct([
      new Field('key', new arrow.Utf8(), false), new Field('value', new arrow.Int32(), true)]), false)),
    [new Map([['k', 1], ['l', null]]), new Map(), null],
  ],
  dictUtf8: [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()), ['red', 'blue', null]],
  dictSmall: [new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint8()), ['same', 'same', null]],
  dictInt: [new arrow.Dictionary(new arrow.Int64(), new arrow.Int16()), [7n, 8n, null]],
};

const vectors = Object.fromEntries(
  Object.entries(columns).map(([name, [type, values]]) => [name, vectorFromArray(values, type)]));
const decimals = arrow.makeData({
  type: new arrow.Decimal(2, 20), length: 3, nullCount: 0,
  data: Uint32Array.from([12345, 0, 0, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0, 1, 0, 0]),
});
vectors.decimal = new arrow.Vector([decimals]);

// A second batch whose dictionary only adds words to the first: the writer sends it as a delta.
const words = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 99);
const first = vectorFromArray(['one', 'two'], new arrow.Utf8());
const all = first.concat(vectorFromArray(['three'], new arrow.Utf8()));
const index = numbers => arrow.makeData({ type: words, length: numbers.length, nullCount: 0, data: Int32Array.from(numbers) });
const grown = [
  index([0, 1]).clone(words), index([2, 0]).clone(words),
];
grown[0].dictionary = first;
grown[1].dictionary = all;

const table = new arrow.Table(vectors);
writeFileSync(process.argv[2] + '/many.arrows', arrow.tableToIPC(table, 'stream'));
writeFileSync(process.argv[2] + '/many.arrow', arrow.tableToIPC(table, 'file'));

const schema = new Schema([new Field('word', words, false)]);
const batches = grown.map(data => new arrow.RecordBatch(schema, arrow.makeData({
  type: new arrow.Struct(schema.fields), length: data.length, nullCount: 0, children: [data] })));
const writer = new arrow.RecordBatchStreamWriter();
batches.forEach(batch => writer.write(batch));
writer.finish();
writeFileSync(process.argv[2] + '/delta.arrows', await writer.toUint8Array());
