import { useEffect, useState } from 'preact/hooks';
import { lab } from '../client/lab';
import { earned, progressOf, update } from '../client/progress';
import { DoneMark } from './icons';

export interface ContentsProps {
  readonly lesson: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    /** Questions and exercises in it: done when they are. */
    readonly tasks: readonly string[];
  }[];
  readonly points: number;
  readonly predictions: number;
  readonly exercises: number;
}

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The margin: sections with ticks, and points. On a narrow screen one line at the top. */
export function ContentsPart(props: ContentsProps) {
  const { lesson, sections, points, predictions, exercises } = props;
  const live = lab.value !== undefined;
  const progress = progressOf(lesson).value;
  const current = useCurrentSection(live, lesson, sections);
  const have = live ? earned(progress) : 0;
  const share = points === 0 ? 0 : (100 * have) / points;
  const done = ({ id, tasks }: ContentsProps['sections'][number]): boolean =>
    progress.seen.includes(id) &&
    tasks.every(
      (task) =>
        progress.predictions[task] !== undefined ||
        (progress.exercises[task]?.earned ?? -1) === progress.exercises[task]?.points,
    );
  return (
    <>
      <nav class="toc" aria-label="In this lesson">
        <ol>
          {sections.map((section) => (
            <li key={section.id}>
              <a
                href={`#${section.id}`}
                aria-current={section.id === current ? 'location' : undefined}
              >
                <DoneMark done={done(section)} />
                <span>
                  {section.title}
                  {done(section) && <span class="sr"> done</span>}
                </span>
              </a>
            </li>
          ))}
        </ol>
        <div class="pts">
          <b class="num">
            {have} of {points} points
          </b>
          from {many(predictions, 'prediction')} and {many(exercises, 'exercise')}
          <div class="meter">
            <i style={{ width: `${share}%` }} />
          </div>
        </div>
      </nav>
      <nav class="mini" aria-label="Section">
        <label class="sr" for="mini-sections">
          Go to section
        </label>
        <select
          id="mini-sections"
          value={current}
          onChange={({ currentTarget }) => {
            location.hash = currentTarget.value;
          }}
        >
          {sections.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <div class="meter" aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </div>
        <span class="num">
          {have}&#8239;/&#8239;{points}
          <span class="sr"> points</span>
        </span>
      </nav>
    </>
  );
}

/** The section in view; those above it count as seen, and where the reader is, is kept. */
function useCurrentSection(
  live: boolean,
  lesson: string,
  sections: ContentsProps['sections'],
): string {
  const [current, setCurrent] = useState(sections[0]?.id ?? '');
  useEffect(() => {
    if (!live) return;
    let waiting = false;
    const look = (): void => {
      waiting = false;
      const marks = sections.map(({ id }) => ({ id, element: document.getElementById(id) }));
      const passed = marks.filter(
        ({ element }) =>
          element &&
          !element.closest('[inert]') &&
          element.getBoundingClientRect().top < innerHeight * 0.4,
      );
      const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
      const at = passed.at(-1)?.id ?? sections[0]!.id;
      setCurrent(at);
      const read = passed.slice(0, atEnd ? undefined : -1).map(({ id }) => id);
      const { seen, at: before } = progressOf(lesson).peek();
      const fresh = read.filter((id) => !seen.includes(id));
      if (fresh.length > 0 || (before !== at && scrollY > 0))
        update(lesson, (now) => ({
          at,
          visited: new Date().toISOString(),
          seen: [...new Set([...now.seen, ...fresh])],
        }));
    };
    const later = (): void => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    };
    look();
    addEventListener('scroll', later, { passive: true });
    return () => removeEventListener('scroll', later);
  }, [live]);
  return current;
}
