import after from './after-collection.json';
import recorded from './collections.json';
import type { CollectorEffects } from './types';

/** What the collector does before a program and in its imports, by version. */
export const collectorEffects = Object.fromEntries(
  Object.entries(recorded).map(([version, effects]) => [
    version,
    { ...effects, afterCollection: after[version as keyof typeof after] },
  ]),
) as unknown as Readonly<Record<string, CollectorEffects>>;
