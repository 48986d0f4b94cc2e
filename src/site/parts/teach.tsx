import { useLayoutEffect, useState } from 'preact/hooks';
import type { Sheet } from '../client/sheets';

export interface TeachProps {
  readonly sheets: readonly Sheet[];
}

/** Where keys belong to what has the focus. */
const OWN_KEYS =
  'input, select, textarea, [contenteditable="true"], [role="slider"], [role="grid"]';

/** Keys that go on or back at once. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, n: 1, ArrowLeft: -1, p: -1 };
/** Keys that scroll, and go on or back at the end of a slide. */
const SCROLLS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  PageDown: 1,
  ArrowUp: -1,
  PageUp: -1,
};

/** The bar below a lesson's slides: one is shown at a time, and the lesson's text when it is asked for. */
export function TeachPart({ sheets }: TeachProps) {
  const [at, setAt] = useState(() => sheetOfAddress(sheets));
  const [withText, setWithText] = useState(false);
  const last = sheets.length - 1;
  const step = (by: number): void => setAt((now) => Math.min(Math.max(now + by, 0), last));

  useLayoutEffect(() => {
    const { element, id } = sheets[at]!;
    for (const sheet of sheets) sheet.element.hidden = sheet.element !== element;
    history.replaceState(null, '', `#${id}`);
    scrollTo(0, 0);
    element.focus({ preventScroll: true });
  }, [at]);
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('with-text', withText);
  }, [withText]);
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest(OWN_KEYS)) return;
      // A button has the space bar for itself; a long slide is read to its end first.
      const space =
        key === ' ' && !(target instanceof Element && target.closest('button, a, summary'));
      const scrolls = SCROLLS[key] ?? (space ? (event.shiftKey ? -1 : 1) : undefined);
      const steps = STEPS[key];
      if (steps !== undefined) step(steps);
      else if (scrolls !== undefined) {
        if (scrolls > 0 ? !atEnd() : scrollY > 0) return;
        step(scrolls);
      } else if (key === 'Home') setAt(0);
      else if (key === 'End') setAt(last);
      else if (key === 't') setWithText((now) => !now);
      else if (key === 'f') void fullScreen();
      else return;
      event.preventDefault();
    };
    const addressed = (): void => setAt(sheetOfAddress(sheets));
    addEventListener('keydown', pressed);
    addEventListener('hashchange', addressed);
    return () => {
      removeEventListener('keydown', pressed);
      removeEventListener('hashchange', addressed);
    };
  }, [sheets]);

  const { title } = sheets[at]!;
  return (
    <nav class="teach-bar" aria-label="Slides">
      <button type="button" class="btn" disabled={at === 0} onClick={() => step(-1)}>
        <span aria-hidden="true">←</span> Back
      </button>
      <button type="button" class="btn main" disabled={at === last} onClick={() => step(1)}>
        Next <span aria-hidden="true">→</span>
      </button>
      <label>
        <span class="sr">Go to slide</span>
        <select value={at} onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}>
          {sheets.map((sheet, i) => (
            <option key={sheet.id} value={i}>
              {i + 1} of {sheets.length}: {sheet.title}
            </option>
          ))}
        </select>
      </label>
      <span class="sr" role="status">
        Slide {at + 1} of {sheets.length}: {title}
      </span>
      <button
        type="button"
        class="ghost"
        aria-pressed={withText}
        title="Key t"
        onClick={() => setWithText(!withText)}
      >
        The lesson’s text
      </button>
      {document.fullscreenEnabled && (
        <button type="button" class="ghost" title="Key f" onClick={() => void fullScreen()}>
          Full screen
        </button>
      )}
      <a class="end" href={`${location.pathname}#${sectionOf(sheets, at)}`}>
        Back to the lesson
      </a>
    </nav>
  );
}

/** The slide that an address names: its own, or the one with the element that has this id. */
function sheetOfAddress(sheets: readonly Sheet[]): number {
  const id = decodeURIComponent(location.hash.slice(1));
  const named = sheets.findIndex((sheet) => sheet.id === id);
  if (named >= 0) return named;
  const target = id ? document.getElementById(id) : null;
  return Math.max(
    0,
    sheets.findIndex(({ element }) => target !== null && element.contains(target)),
  );
}

/** The section of a slide, for the way back: the lesson's page has no address for what is in one. */
function sectionOf(sheets: readonly Sheet[], at: number): string {
  const begun = sheets.slice(0, at + 1);
  return (begun.filter(({ element }) => element.querySelector('.section-head')).at(-1) ?? begun[0])!
    .id;
}

const atEnd = (): boolean => scrollY + innerHeight >= document.documentElement.scrollHeight - 4;

async function fullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // The browser does not allow it here.
  }
}
