import type MiniSearch from 'minisearch';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../client/search-index';
import { search } from '../client/search-state';

const KINDS: Readonly<Record<Entry['kind'], string>> = {
  section: 'Lesson',
  exercise: 'Exercise',
  glossary: 'Glossary',
  api: 'API',
};

interface Engine {
  find(query: string): readonly Entry[];
  snippet(text: string, query: string): string;
}

let engine: Promise<Engine> | undefined;

/** The library and the index, when the search first opens. */
function load(root: string): Promise<Engine> {
  engine ??= (async () => {
    const [{ default: Index }, { INDEX_OPTIONS, find, snippet }, response] = await Promise.all([
      import('minisearch'),
      import('../client/search-index'),
      fetch(`${root}assets/search.json`),
    ]);
    const entries = (await response.json()) as Entry[];
    const index: MiniSearch<Entry> = new Index(INDEX_OPTIONS);
    index.addAll(entries);
    return { find: (query: string) => find(index, query), snippet };
  })();
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

/** The search, over the page: `/` opens it, arrows choose, Enter goes there, Escape closes. */
export function SearchPart({ root }: { readonly root: string }) {
  const open = search.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly (Entry & { readonly snippet: string })[]>([]);
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState('');

  // Before the page is painted, here and below: keys that come at once are not lost.
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const { target } = event;
      const typing =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
      if (
        (event.key === '/' && !typing) ||
        (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))
      ) {
        event.preventDefault();
        search.value = true;
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);

  useLayoutEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      load(root).catch((error: Error) =>
        setProblem(`The search could not be loaded: ${error.message}`),
      );
    }
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);

  useEffect(() => {
    let current = true;
    setAt(0);
    if (query.trim() === '') setFound([]);
    else
      load(root)
        .then((here) => {
          if (current)
            setFound(
              here
                .find(query)
                .map((entry) => ({ ...entry, snippet: here.snippet(entry.text, query) })),
            );
        })
        .catch(() => {});
    return () => {
      current = false;
    };
  }, [query]);

  if (!open) return null;
  const move = (to: number): void => {
    setAt(to);
    document.getElementById(`found-${to}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <dialog
      ref={dialog}
      class="search"
      aria-label="Search"
      onClose={() => {
        search.value = false;
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) search.value = false;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') move(Math.min(at + 1, found.length - 1));
        else if (event.key === 'ArrowUp') move(Math.max(at - 1, 0));
        else return;
        event.preventDefault();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = found[at];
          if (chosen) location.href = root + chosen.url;
          search.value = false;
        }}
      >
        <input
          type="text"
          role="combobox"
          inputMode="search"
          aria-label="Search lessons, glossary, exercises and API"
          aria-expanded={found.length > 0}
          aria-controls="found"
          aria-activedescendant={found.length > 0 ? `found-${at}` : undefined}
          placeholder="Search lessons, glossary, exercises, API"
          autocomplete="off"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </form>
      {problem && <p class="problem">{problem}</p>}
      <p class="sr" role="status">
        {query.trim() === '' ? '' : `${found.length} found`}
      </p>
      {found.length > 0 && (
        <div class="found" id="found" role="listbox" aria-label="Found">
          {found.map(({ id, kind, title, place, url, snippet }, i) => (
            <a
              key={id}
              id={`found-${i}`}
              role="option"
              aria-selected={i === at}
              tabindex={-1}
              href={root + url}
              onClick={() => {
                search.value = false;
              }}
            >
              <span class="kind">
                {KINDS[kind]}
                {place && place !== title ? ` · ${place}` : ''}
              </span>
              <b>{title}</b>
              <span class="d">{snippet}</span>
            </a>
          ))}
        </div>
      )}
      {found.length === 0 && query.trim().length > 2 && (
        <p class="none">Nothing found for “{query}”.</p>
      )}
    </dialog>
  );
}
