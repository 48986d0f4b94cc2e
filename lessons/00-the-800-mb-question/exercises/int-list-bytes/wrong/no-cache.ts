export function intBytes(values: number[]): number {
  return values.reduce(
    (bytes, value) =>
      bytes +
      Math.ceil((24 + 4 * Math.max(1, Math.ceil(Math.log2(Math.abs(value) + 1) / 30))) / 16) * 16,
    0,
  );
}
