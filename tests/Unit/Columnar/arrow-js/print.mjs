// Prints the rows of an Arrow stream or file as JSON, one row a line, every value as it is stored:
// 64-bit and 128-bit numbers and floating-point bits as text, binary as hex, rows and map entries as arrays.
import { readFileSync } from 'node:fs';
import { tableFromIPC, Type } from 'apache-arrow';

const table = tableFromIPC(readFileSync(process.argv[2]));
for (const batch of table.batches) {
  for (let row = 0; row < batch.numRows; row++) {
    console.log(JSON.stringify(batch.data.children.map(column => stored(column, row))));
  }
}

function stored(data, row) {
  if (data.typeId === Type.Null || !data.getValid(row)) return null;
  switch (data.typeId) {
    case Type.Bool:
      return (data.values[(data.offset + row) >> 3] & (1 << ((data.offset + row) & 7))) !== 0;
    case Type.Float:
      return floatBits(data.values.slice(row, row + 1));
    case Type.Decimal:
      return decimal(data.values.subarray(row * data.stride, (row + 1) * data.stride));
    case Type.Utf8:
      return new TextDecoder().decode(variable(data, row));
    case Type.Binary:
      return hex(variable(data, row));
    case Type.List:
      return range(data, row).map(element => stored(data.children[0], element));
    case Type.Map:
      return range(data, row).map(entry => data.children[0].children.map(part => stored(part, entry)));
    case Type.Struct:
      return data.children.map(child => stored(child, row));
    default:
      return typeof data.values[row] === 'bigint' ? `${data.values[row]}` : data.values[row];
  }
}

function floatBits(one) {
  return hex(new Uint8Array(one.buffer, one.byteOffset, one.byteLength));
}

function decimal(words) {
  const unsigned = words.reduceRight((value, word) => (value << 32n) | BigInt(word), 0n);
  return `${BigInt.asIntN(32 * words.length, unsigned)}`;
}

function variable(data, row) {
  return data.values.subarray(Number(data.valueOffsets[row]), Number(data.valueOffsets[row + 1]));
}

function range(data, row) {
  const start = data.valueOffsets[row];
  return Array.from({ length: data.valueOffsets[row + 1] - start }, (_, at) => start + at);
}

function hex(bytes) {
  return Buffer.from(bytes).toString('hex');
}
