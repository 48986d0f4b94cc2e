import { useEffect, useState } from 'preact/hooks';
import { earned, type LessonProgress, loadProgress, progressOf } from '../client/progress';
import { Ring } from './icons';

export interface ListedLesson {
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly teaches: string;
  readonly minutes: number;
  readonly points: number;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/** How much of a lesson is done: half of it reading, half of it points. */
export function partDone(progress: LessonProgress, { sections, points }: ListedLesson): number {
  const read = sections.filter(({ id }) => progress.seen.includes(id)).length / sections.length;
  const part = points === 0 ? read : (read + earned(progress) / points) / 2;
  return Math.min(1, part);
}

/** The lessons, with what is done of each, and the one to go on with. */
export function LessonListPart({ lessons }: { readonly lessons: readonly ListedLesson[] }) {
  const [live, setLive] = useState(false);
  useEffect(() => {
    loadProgress(lessons.map(({ name }) => name));
    setLive(true);
  }, []);
  const parts = lessons.map((lesson) => partDone(progressOf(lesson.name).value, lesson));
  return (
    <>
      {live && <Continue lessons={lessons} parts={parts} />}
      <ol class="less">
        {lessons.map(({ name, number, title, teaches, minutes }, i) => (
          <li key={name}>
            <a href={`lessons/${name}.html`}>
              <span class="no">{number}</span>
              <Ring part={parts[i]!} />
              <b>{title}</b>
              <span class="d">{teaches}</span>
              <span class="m">{minutes} min</span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}

function Continue({
  lessons,
  parts,
}: {
  readonly lessons: readonly ListedLesson[];
  readonly parts: readonly number[];
}) {
  const visits = lessons.map(({ name }) => progressOf(name).value.visited ?? '');
  const last = visits.reduce((best, visit, i) => (visit > (visits[best] ?? '') ? i : best), 0);
  if (visits[last] === '') return null;
  // After a finished lesson comes the next one.
  const finished = parts[last]! >= 1 && last + 1 < lessons.length;
  const lesson = lessons[finished ? last + 1 : last]!;
  const part = finished ? parts[last + 1]! : parts[last]!;
  const at = finished ? undefined : progressOf(lesson.name).value.at;
  const section = lesson.sections.find(({ id }) => id === at);
  const left = Math.max(1, Math.round(lesson.minutes * (1 - part)));
  return (
    <a class="cont" href={`lessons/${lesson.name}.html${section ? `#${section.id}` : ''}`}>
      <Ring part={part} size={44} />
      <span>
        <span>{finished ? 'Next' : 'Continue where you were'}</span>
        <b>
          {lesson.title}
          {section && section.title !== 'Start' ? ` · ${section.title}` : ''}
        </b>
      </span>
      <span class="btn main">
        Go on, {left} {left === 1 ? 'minute' : 'minutes'} left
      </span>
    </a>
  );
}
