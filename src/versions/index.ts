import { v3_8 } from './3.8';
import { v3_9 } from './3.9';
import { v3_10 } from './3.10';
import { v3_11 } from './3.11';
import { v3_12 } from './3.12';
import { v3_13 } from './3.13';
import { v3_14 } from './3.14';
import { v3_15 } from './3.15';
import { textbook } from './textbook';
import type { Version } from './types';

export type { Behaviour } from './behaviour';
export type { CompilerVersion, StackRules } from './compiler';
export { DEFAULT_VERSION } from './default-version';
export type { Messages, PercentMessages, SyntaxWarnings, ZeroDivisions } from './messages';
export type {
  ArenaLookup,
  ArenaMap,
  ArenaRelease,
  FieldList,
  FreeListLink,
  FreeListName,
  GcVersion,
  ImportCollections,
  ImportEffects,
  ImportRow,
  InstanceDict,
  ObjectsVersion,
  PymallocVersion,
  SharedReferences,
  StartUp,
  StartUpStrings,
  Version,
} from './types';

/** Every version that can be simulated, oldest first, the textbook model last. */
export const VERSIONS: readonly Version[] = [
  v3_8,
  v3_9,
  v3_10,
  v3_11,
  v3_12,
  v3_13,
  v3_14,
  v3_15,
  textbook,
];

/** The names of those that are CPython's, oldest first. */
export const CPYTHON_VERSIONS: readonly string[] = VERSIONS.filter(
  (version) => version !== textbook,
).map(({ name }) => name);

/** There is no such version; the message lists those that there are. */
export class UnknownVersion extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'UnknownVersion';
}

/**
 * The version called `name`: `3.12`, a full release such as `3.12.1`, or `textbook`.
 * A release older than 3.8 is found when it was measured to behave like a version that is here.
 * @throws UnknownVersion with the list of those there are
 */
export function versionOf(name: string): Version {
  const short = /^\d+\.\d+/.exec(name)?.[0];
  const found =
    VERSIONS.find((version) => version.name === name) ??
    VERSIONS.find((version) => version.measured.includes(name)) ??
    (/^\d+\.\d+\.\d+\S*$/.test(name)
      ? VERSIONS.find((version) => version.name === short)
      : undefined);
  if (found) return found;
  const known = VERSIONS.map((version) => version.name).join(', ');
  throw new UnknownVersion(`unknown Python version '${name}': there are ${known}`);
}
