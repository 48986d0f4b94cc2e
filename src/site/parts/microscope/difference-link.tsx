import type { ComponentChildren } from 'preact';

/** A link to one of the known differences from CPython, by the address of its heading. */
export function DifferenceLink({
  to,
  children,
}: {
  readonly to: string;
  readonly children: ComponentChildren;
}) {
  // What is drawn when the site is built has no page around it.
  const root = typeof document === 'undefined' ? '' : (document.body.dataset.root ?? '');
  return <a href={`${root}differences.html#${to}`}>{children}</a>;
}
