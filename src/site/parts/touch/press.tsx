import type { ComponentChildren } from 'preact';

export interface PressProps {
  readonly class: string;
  readonly label: string;
  /** What it does; a picture without. */
  readonly act: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** A part of a picture that can be clicked, or pressed by Enter and the space bar. */
export function Press({ class: className, label, act, children }: PressProps) {
  if (!act) return <g class={className}>{children}</g>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside of a picture
    <g
      class={className}
      role="button"
      tabindex={0}
      aria-label={label}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        act();
      }}
    >
      {children}
    </g>
  );
}
