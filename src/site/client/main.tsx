import { type ComponentType, h, hydrate, render } from 'preact';
import type { PlayerData } from '../../charts/player';
import { CellPart } from '../parts/cell';
import { ContentsPart } from '../parts/contents';
import { ExercisePart } from '../parts/exercise';
import { LessonListPart } from '../parts/lesson-list';
import type { MicroscopeData } from '../parts/microscope/microscope';
import { OfflinePart } from '../parts/offline';
import { PredictionPart } from '../parts/prediction';
import { ProgressFilePart } from '../parts/progress-file';
import { SearchPart } from '../parts/search';
import { SquaresPart } from '../parts/squares';
import { ToolsPart } from '../parts/tools';
import { TopBarPart } from '../parts/topbar';
import { UpdatePart } from '../parts/update';
import type { PracticeData } from '../practice';
import type { TouchData } from '../touch-data';
import { Lab, lab, type PageCell } from './lab';
import { loadProgress } from './progress';
import { teaching } from './storage';

/*
 * Takes over a static page: each island becomes its component, where it stands. Editor, charts,
 * search and the simulator are loaded when they are first needed.
 */

type Part = ComponentType<Record<string, unknown>>;

const PARTS: Readonly<Record<string, unknown>> = {
  Cell: CellPart,
  Contents: ContentsPart,
  Exercise: ExercisePart,
  LessonList: LessonListPart,
  Prediction: PredictionPart,
  ProgressFile: ProgressFilePart,
  Squares: SquaresPart,
  Tools: ToolsPart,
  TopBar: TopBarPart,
};

/** The HTML that a component gets from the page instead of from its attributes. */
const INSIDE: Readonly<Record<string, string>> = {
  code: '.code pre code',
  outputs: '.outs',
  prompt: '.q',
  still: '.still',
};

function takeOver(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
    const { island = '', props = '{}' } = place.dataset;
    const inside = Object.entries(INSIDE).flatMap(([name, selector]) => {
      const html = place.querySelector(selector)?.innerHTML;
      return html === undefined ? [] : [[name, html]];
    });
    const all = { ...Object.fromEntries(inside), ...JSON.parse(props) };
    if (island === 'Practice') void openPractice(place);
    else if (island === 'Microscope') void openMicroscope(place, all);
    else hydrate(h(PARTS[island] as Part, all), place);
  }
}

/** The practice page is a chunk of its own, for which no lesson waits. */
async function openPractice(place: HTMLElement): Promise<void> {
  const data = document.getElementById('practice-data')?.textContent ?? '{}';
  const { PracticePart } = await import('../parts/practice/practice');
  render(h(PracticePart, JSON.parse(data) as PracticeData), place);
}

/** So is the microscope. */
async function openMicroscope(place: HTMLElement, data: MicroscopeData): Promise<void> {
  const { MicroscopePart } = await import('../parts/microscope/microscope');
  render(h(MicroscopePart, data), place);
}

function openLab(): void {
  const cells = document.getElementById('lesson-cells');
  const lesson = cells?.dataset.lesson;
  if (!cells || !lesson) return;
  loadProgress([lesson]);
  lab.value = new Lab(
    lesson,
    JSON.parse(cells.textContent ?? '[]') as PageCell[],
    async (ended) => {
      const { startRunner } = await import('./start-runner');
      return startRunner(lesson, ended);
    },
  );
}

/** The words of an address; one that was cut off may be no text at all, and is left as it is. */
function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** A heading that is still covered is reached by its question. */
function showTarget(): void {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  const covers = [...document.querySelectorAll('.cover.shut')].filter((fold) =>
    fold.contains(target),
  );
  covers[0]?.previousElementSibling?.scrollIntoView({ block: 'center' });
}

/** Whether the reader's connection asks for little. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** A player, or a figure that the reader drives, takes the place of its picture. */
function openDriven(place: HTMLElement): void {
  const { player, figure } = place.dataset;
  delete place.dataset.player;
  delete place.dataset.figure;
  if (player !== undefined)
    void import('./players')
      .then((players) => players.openPlayer(place, JSON.parse(player) as PlayerData))
      .catch(() => {});
  else if (figure !== undefined)
    void import('./touch')
      .then((touch) => touch.openFigure(place, JSON.parse(figure) as TouchData))
      .catch(() => {});
}

/** What waits for its component. */
const DRIVEN = '[data-player], [data-figure]';

/** Players and figures open when they come into view. */
function watchDriven(): void {
  if (savesData()) return;
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) openDriven(target as HTMLElement);
    },
    { rootMargin: '100px' },
  );
  for (const place of document.querySelectorAll(DRIVEN)) watcher.observe(place);
}

/** Makes charts live that are in view, one after the other, once the reader has begun to move about. */
function enlivenSeen(): void {
  const charts = document.querySelectorAll('.chart:has(> script)');
  if (charts.length === 0 || savesData()) return;
  let queue: Promise<void> = Promise.resolve();
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        queue = queue
          .then(() => new Promise((ready) => setTimeout(ready, 200)))
          .then(() => import('./charts'))
          .then(({ enliven }) => enliven(target))
          .catch(() => {});
      }
    },
    { threshold: 0.5 },
  );
  for (const chart of charts) watcher.observe(chart);
}

/** Charts, players and figures become live when they are touched or seen, terms show their entry. */
function listen(): void {
  const touched = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    const figure = target.closest('.chart:has(> script)');
    if (figure) void import('./charts').then(({ enliven }) => enliven(figure)).catch(() => {});
    const driven = target.closest<HTMLElement>(DRIVEN);
    if (driven) openDriven(driven);
    const place = target.closest<HTMLElement>('[data-cell] .src, .ex');
    const cell = place && lab.value?.cell(place.closest<HTMLElement>('[data-cell]')!.dataset.cell!);
    if (cell) lab.value?.warm(cell);
    const term = target.closest<HTMLAnchorElement>('a.term');
    if (term) void import('./terms').then(({ showTerm }) => showTerm(term)).catch(() => {});
  };
  for (const event of ['pointerover', 'focusin'] as const)
    document.addEventListener(event, touched);
  const begin = new AbortController();
  for (const event of ['scroll', 'pointerdown', 'keydown'] as const)
    addEventListener(
      event,
      () => {
        begin.abort();
        enlivenSeen();
      },
      { signal: begin.signal, passive: true },
    );
  addEventListener('hashchange', showTarget);
}

takeOver();
openLab();
document.documentElement.classList.add('live');
if (lab.value && teaching()) void import('./teach').then(({ openSlides }) => openSlides());
listen();
watchDriven();
// Covers are closed in the frame after this one.
requestAnimationFrame(() => setTimeout(showTarget));
for (const part of [
  h(SearchPart, { root: document.body.dataset.root ?? '' }),
  h(UpdatePart, {}),
  h(OfflinePart, {}),
]) {
  const place = document.createElement('div');
  document.body.append(place);
  render(part, place);
}
