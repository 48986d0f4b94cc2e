import type { ComponentChildren } from 'preact';

/* What figures have in common: a row of buttons, and the line that says what happened. */

/** Something that the reader can do. */
export interface Action {
  /** What is on its button. */
  readonly label: ComponentChildren;
  /** It cannot be done now. */
  readonly off?: boolean;
  act(): void;
}

/** A row of buttons; none in a picture. */
export function Keys({ actions }: { readonly actions: readonly Action[] }) {
  return (
    <p class="keys live-only">
      {actions.map(({ label, off, act }, i) => (
        <button key={i} type="button" class="btn" disabled={off} onClick={act}>
          {label}
        </button>
      ))}
    </p>
  );
}

export interface SaidProps {
  /** What the last move did, or what there is to do. */
  readonly words: string;
  /** While the simulator works: what it does. */
  readonly busy: string | false;
  /** Why it could not be done. */
  readonly problem?: string | undefined;
}

/** What happened, said aloud by a screen reader. */
export function Said({ words, busy, problem }: SaidProps) {
  return (
    <>
      {problem && <p class="problem">{problem}</p>}
      <p class="say" role="status">
        {busy || words}
      </p>
    </>
  );
}
