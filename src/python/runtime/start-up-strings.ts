import type { StartUpStrings } from '../../versions/types';
import type { Runtime } from './runtime';

/*
 * Strings that are interned before a program starts (tools/oracle/interned_strings.py). They are made when somebody
 * first needs them, with the references that the start-up heap has to them.
 */

const TABLES = new WeakMap<StartUpStrings, ReadonlyMap<string, number>>();

function tableOf(strings: StartUpStrings): ReadonlyMap<string, number> {
  let table = TABLES.get(strings);
  if (!table) {
    const counted = Object.entries(strings.counts).flatMap(([count, texts]) =>
      texts.split(' ').map((text): [string, number] => [text, Number(count)]),
    );
    const immortal = strings.immortal.split(' ').map((text): [string, number] => [text, Infinity]);
    table = new Map([...counted, ...immortal]);
    TABLES.set(strings, table);
  }
  return table;
}

/** References that the start-up heap has to an interned string: infinitely many where it is immortal, or 0. */
export function startUpReferences(rt: Runtime, text: string): number {
  const strings = rt.process.startsUp ? rt.py.version.startUp?.strings : undefined;
  return strings ? (tableOf(strings).get(text) ?? 0) : 0;
}
