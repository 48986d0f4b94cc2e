import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isTooLong } from './address';
import { Missing } from './missing';

export interface OwnProgramProps {
  /** What is written there; it outlives the form. */
  readonly draft: { current: string };
  /** What programs can import. */
  readonly modules: readonly string[];
  onRun(source: string): void;
  onCancel(): void;
}

/** A place for the reader's own program. Nothing of it leaves the browser. */
export function OwnProgram({ draft, modules, onRun, onCancel }: OwnProgramProps) {
  const [text, setText] = useState(draft.current);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const ready = text.trim() !== '';
  return (
    <form
      class="own"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onRun(text.replace(/\r\n?/g, '\n').replace(/\s+$/, ''));
      }}
    >
      <label for="own-program">Your program</label>
      <textarea
        id="own-program"
        ref={field}
        rows={Math.max(10, Math.min(24, text.split('\n').length + 1))}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          draft.current = currentTarget.value;
          setText(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      <Missing source={text} modules={modules} />
      <p class="note">
        It runs in this browser and is sent nowhere. Ctrl+Enter runs it.{' '}
        {isTooLong(text)
          ? 'It is too long for an address: a link to it shows it in this tab only.'
          : 'The address of this page has the program in it, so you can send that.'}
      </p>
      <p>
        <button type="submit" class="btn main" disabled={!ready}>
          Run it
        </button>{' '}
        <button type="button" class="btn" onClick={onCancel}>
          Cancel
        </button>{' '}
        {!ready && <span class="soft">There is nothing to run yet: write or paste a program.</span>}
      </p>
    </form>
  );
}
