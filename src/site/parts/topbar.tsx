import { useEffect, useState } from 'preact/hooks';
import { LESSON_VERSION } from '../../live/lesson-version';
import { lab } from '../client/lab';
import { search } from '../client/search-state';
import { SearchIcon } from './icons';

export interface TopBarProps {
  /** The way to the top of the site: '' or '../'. */
  readonly root: string;
  readonly here: 'home' | 'lessons' | 'microscope' | 'practice' | 'glossary' | '';
  /** The versions that the lesson's code can run on; none on other pages. */
  readonly versions?: readonly string[];
}

export function TopBarPart({ root, here, versions }: TopBarProps) {
  return (
    <header class="bar">
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to the content, also without scripts */}
      <a class="skip-link" href="#content" onClick={skip}>
        Skip to the content
      </a>
      <a
        class="logo"
        href={`${root}index.html`}
        aria-current={here === 'home' ? 'page' : undefined}
      >
        Heaplab
      </a>
      <nav aria-label="Site">
        <a
          href={`${root}index.html#lessons`}
          aria-current={here === 'lessons' ? 'true' : undefined}
        >
          Lessons
        </a>
        <a
          href={`${root}microscope.html`}
          aria-current={here === 'microscope' ? 'page' : undefined}
        >
          Microscope
        </a>
        <a
          href={`${root}practice/index.html`}
          aria-current={here === 'practice' ? 'page' : undefined}
        >
          Practice
        </a>
        <a
          href={`${root}lessons/GLOSSARY.html`}
          aria-current={here === 'glossary' ? 'page' : undefined}
        >
          Glossary
        </a>
      </nav>
      <span class="end">
        {versions && <VersionSwitch versions={versions} />}
        <button
          type="button"
          class="ghost live-only"
          title="Search (/)"
          onClick={() => {
            search.value = true;
          }}
        >
          <SearchIcon />
          <span class="wide-only">Search</span>
          <span class="sr narrow-only">Search</span>
        </button>
        <ThemeSwitch />
      </span>
    </header>
  );
}

/** Puts the focus on the content, and leaves the address alone: the practice page keeps its draw there. */
function skip(event: Event): void {
  const content = document.getElementById('content');
  if (!content) return;
  event.preventDefault();
  content.tabIndex = -1;
  content.focus({ preventScroll: true });
  content.scrollIntoView();
}

function ThemeSwitch() {
  const [dark, setDark] = useState<boolean | undefined>(undefined);
  useEffect(() => setDark(isDark()), []);
  const flip = (): void => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    setDark(theme === 'dark');
    try {
      localStorage.setItem('heaplab:theme', theme);
    } catch {
      // It then holds for this page.
    }
  };
  return (
    <button type="button" class="ghost live-only" aria-pressed={dark} onClick={flip}>
      <span class="wide-only">Light / dark</span>
      <span class="narrow-only" aria-hidden="true">
        ◐
      </span>
      <span class="sr narrow-only">Dark</span>
    </button>
  );
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Puts another version into the lesson's own code; what it measured is old then. */
function VersionSwitch({ versions }: { readonly versions: readonly string[] }) {
  const here = lab.value;
  const cell = here?.cells.find(({ page }) => LESSON_VERSION.test(page.source));
  if (!here || !cell) return null;
  const current = LESSON_VERSION.exec(cell.code.value)?.[2] ?? '';
  return (
    <label class="version">
      <span class="wide-only">Python </span>
      <select
        aria-label="Python version"
        value={current}
        onChange={({ currentTarget }) => {
          const code = cell.code
            .peek()
            .replace(LESSON_VERSION, `const VERSION = '${currentTarget.value}'`);
          here.edit(cell, code);
          void here.runAll().catch(() => {});
        }}
      >
        {versions.map((version) => (
          <option key={version}>{version}</option>
        ))}
      </select>
    </label>
  );
}
