/*
 * What the practice page shows, as its address has it: `#mode=draw&seed=7&topic=gc&at=2`.
 */

export type Mode = 'standing' | 'draw' | 'due' | 'interview' | 'minutes';

export interface Address {
  readonly mode: Mode;
  readonly seed: number;
  readonly topic: string | undefined;
  readonly python: string;
  /** How many questions of the draw come before. */
  readonly at: number;
}

const MODES: readonly Mode[] = ['standing', 'draw', 'due', 'interview', 'minutes'];

/** Reads an address; what it does not say is as it was, or is drawn. */
export function readAddress(
  hash: string,
  known: { readonly versions: readonly string[]; readonly topics: readonly string[] },
  otherwise: { readonly python: string; newSeed(): number },
): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const whole = (name: string): number | undefined => {
    const text = said.get(name) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const topic = said.get('topic') ?? '';
  const python = said.get('python') ?? '';
  return {
    mode:
      MODES.find((mode) => mode === said.get('mode')) ?? (said.has('seed') ? 'draw' : 'standing'),
    seed: whole('seed') ?? otherwise.newSeed(),
    topic: known.topics.includes(topic) ? topic : undefined,
    python: known.versions.includes(python) ? python : otherwise.python,
    at: whole('at') ?? 0,
  };
}

export function addressText({ mode, seed, topic, python, at }: Address): string {
  const said = new URLSearchParams({ mode });
  if (mode === 'draw' || mode === 'interview') said.set('seed', String(seed));
  if (mode === 'draw' && topic !== undefined) said.set('topic', topic);
  said.set('python', python);
  if (mode === 'draw' && at > 0) said.set('at', String(at));
  return `#${said}`;
}

/** A seed that fits into an address that people read out. */
export const newSeed = (): number => 1 + Math.floor(Math.random() * 9999);
