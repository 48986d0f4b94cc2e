import { BadFrame, FrameReader, parseFrame } from '../../../src/grading/wall/frames';

const LIMITS = { bytes: 64, depth: 5 };

test('lines come whole, however they arrive', () => {
  const reader = new FrameReader(LIMITS.bytes);
  expect(reader.push(Buffer.from('{"a":'))).toEqual([]);
  expect(reader.push(Buffer.from('1}\n{"b":2}\n{'))).toEqual(['{"a":1}', '{"b":2}']);
  const euro = Buffer.from('"€"\n');
  expect(reader.push(euro.subarray(0, 2))).toEqual([]);
  expect(reader.push(euro.subarray(2))).toEqual(['{"€"']);
});

test('a line that is too long is not held, complete or not', () => {
  expect(() => new FrameReader(LIMITS.bytes).push(Buffer.alloc(65, 'x'))).toThrow(BadFrame);
  expect(() => new FrameReader(LIMITS.bytes).push(Buffer.from(`${'x'.repeat(65)}\n`))).toThrow(
    BadFrame,
  );
  const reader = new FrameReader(LIMITS.bytes);
  reader.push(Buffer.alloc(40, 'x'));
  expect(() => reader.push(Buffer.alloc(40, 'x'))).toThrow(/more than 0 KiB at once/);
  expect(new FrameReader(LIMITS.bytes).push(Buffer.from(`${'x'.repeat(64)}\n`))).toHaveLength(1);
});

test('depth is counted before parsing, and brackets in strings are none', () => {
  expect(parseFrame('[[[[[1]]]]]', LIMITS)).toEqual([[[[[1]]]]]);
  expect(() => parseFrame('[[[[[[1]]]]]]', LIMITS)).toThrow(/nested more than 5 levels/);
  expect(parseFrame(JSON.stringify({ a: '[[[[[[[["\\[' }), LIMITS)).toEqual({ a: '[[[[[[[["\\[' });
  expect(parseFrame('[[],[],[],[],[],[],[]]', LIMITS)).toHaveLength(7);
  expect(() => parseFrame(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)).toThrow(BadFrame);
});

test.each(['', 'x', '{', '{"a":1}}', "{'a':1}", 'undefined'])('%j is no reply', (line) => {
  expect(() => parseFrame(line)).toThrow(/no reply/);
});
