import { boot } from '../../../../src';

export interface Seen {
  literal?: number;
  text?: number;
  pair?: number;
  threshold?: number;
  tracked?: boolean;
}

const PROGRAM = `import gc, sys
literal = sys.getsizeof([1, 2, 3])
text = sys.getsizeof('abc')
pair = sys.getsizeof(('a', 'b'))
threshold = gc.get_threshold()[0]
tracked = gc.is_tracked({'a': 1})`;

let known: Map<string, Seen> | undefined;

function measured(): Map<string, Seen> {
  known ??= new Map(
    [8, 9, 10, 11, 12, 13, 14, 15].map((minor) => {
      const p = boot(`3.${minor}`, { size: 2 ** 26 });
      p.exec(PROGRAM);
      const names = ['literal', 'text', 'pair', 'threshold', 'tracked'];
      const value = (name: string) => p.globals[name]!.value;
      return [`3.${minor}`, Object.fromEntries(names.map((name) => [name, value(name)]))];
    }),
  );
  return known;
}

export function whichVersions(seen: Seen): string[] {
  return [...measured()]
    .filter(([, has]) =>
      Object.entries(seen).every(([name, value]) => has[name as keyof Seen] === value),
    )
    .map(([version]) => version);
}
