import type { ComponentChildren } from 'preact';

/*
 * The pages are static; a part that a reader can act on is an island: a component that the browser takes
 * over where it stands (client/main.tsx).
 */

export interface IslandProps {
  readonly name: string;
  /** What the component gets in the browser too; HTML inside of it is read from the page. */
  readonly props?: object;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Island({ name, props = {}, class: className, children }: IslandProps) {
  return (
    <div class={className} data-island={name} data-props={JSON.stringify(props)}>
      {children}
    </div>
  );
}
