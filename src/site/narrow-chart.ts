/** The texts of a title in lines that fit. */
function inLines(title: object): object {
  return Object.fromEntries(
    Object.entries(title).map(([key, value]) => [
      key,
      typeof value === 'string' && /^(text|subtitle)$/.test(key)
        ? value.match(/.{1,48}(?=\s|$)/g)!.map((line) => line.trim())
        : value,
    ]),
  );
}

/** Pixels that a phone has for a picture; what a chart's axis takes of them. */
export const NARROW = 360;
const AXIS = 70;

/** A chart for a narrow screen: each view as wide as that, legends below. */
export function narrowed(spec: unknown): unknown {
  if (Array.isArray(spec)) return spec.map(narrowed);
  if (typeof spec !== 'object' || spec === null) return spec;
  const own = Object.entries(spec).map(([key, value]) => {
    if (key === 'data' || key === 'datasets') return [key, value];
    if (key === 'width' && typeof value === 'number') return [key, Math.min(value, NARROW - AXIS)];
    if (key === 'title' && typeof value === 'object' && value !== null)
      return [key, inLines(value as object)];
    if (key === 'config')
      return [key, { ...(value as object), legend: { orient: 'bottom', columns: 2 } }];
    return [key, narrowed(value)];
  });
  return Object.fromEntries(own);
}
