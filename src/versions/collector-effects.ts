import recorded from './collections.json';
import type { CollectorEffects } from './types';

/** What the collector does before a program and in its imports, by version. */
export const collectorEffects = recorded as unknown as Readonly<Record<string, CollectorEffects>>;
