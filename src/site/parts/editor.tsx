import { useEffect, useRef, useState } from 'preact/hooks';
import type { Editor } from '../client/editor';
import { type Cell, lab } from '../client/lab';
import type { Language } from '../code';

export interface CellEditorProps {
  /** Undefined while the page is static. */
  readonly cell: Cell | undefined;
  readonly language: Language;
  /** The lesson's own code as HTML. */
  readonly code: string;
  readonly label: string;
  /** What Shift+Enter does; runs the cell without one. */
  readonly run?: () => void;
}

/**
 * The code of a cell: text until somebody touches it, then CodeMirror in the same place. A reader's
 * own code is shown plain until then.
 */
export function CellEditor({ cell, language, code: html, label, run }: CellEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState('');

  const touch = async (at?: { readonly x: number; readonly y: number }): Promise<void> => {
    if (!cell || editor.current || !host.current) return;
    try {
      const { openEditor } = await import('../client/editor');
      if (editor.current || !host.current) return;
      editor.current = openEditor({
        parent: host.current,
        cell,
        language,
        label,
        run: run ?? (() => goOn(cell)),
      });
      setOpen(true);
      editor.current.focus(at);
    } catch (error) {
      setProblem(`The editor could not be loaded: ${(error as Error).message}`);
    }
  };

  useEffect(() => () => editor.current?.close(), []);
  const code = cell?.code.value;
  const errors = cell?.finished.value?.errorLines;
  useEffect(() => {
    // What is there now: the reader may have typed on since this was rendered.
    if (cell) editor.current?.follow(cell.code.peek());
  }, [code]);
  useEffect(() => {
    if (errors) editor.current?.mark(errors);
  }, [errors, open]);

  const own = cell?.changed ? cell.shown(cell.code.value) : undefined;
  return (
    <div class="code">
      {!open && (
        // biome-ignore lint/a11y/useSemanticElements: not a fieldset: code that scrolls, and that Enter edits
        <pre
          role="group"
          tabindex={0}
          aria-label={cell ? `${label}; press Enter to edit` : label}
          onPointerUp={(event) => {
            if (getSelection()?.isCollapsed) void touch({ x: event.clientX, y: event.clientY });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              if (event.shiftKey && cell) (run ?? (() => goOn(cell)))();
              else void touch();
            }
          }}
        >
          {own === undefined ? (
            <code dangerouslySetInnerHTML={{ __html: html }} />
          ) : (
            <code>{own}</code>
          )}
        </pre>
      )}
      <div ref={host} />
      {cell?.outdated.value && (
        <p class="note">
          Your code was made from an earlier version of this lesson.{' '}
          <button type="button" class="link" onClick={() => lab.value?.reset([cell])}>
            Take the lesson’s
          </button>
        </p>
      )}
      {problem && <p class="problem">{problem}</p>}
    </div>
  );
}

/** Runs a cell, and goes on to the next one. */
function goOn(cell: Cell): void {
  void lab.value?.run(cell).catch(() => {});
  const places = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
  const here = places.findIndex(({ dataset }) => dataset.cell === cell.id);
  const next = places
    .slice(here + 1)
    .find((place) => !place.closest('[inert]') && !place.closest('details:not([open])'));
  next?.querySelector<HTMLElement>('.cm-content, .code pre')?.focus();
}
