import { useEffect, useState } from 'preact/hooks';
import { daysUntil } from '../../../quiz/due';
import { noteAnswer, practice } from '../../client/practice-progress';
import { loadProgress, progressOf } from '../../client/progress';
import type { PathStop, PracticeData } from '../../practice';
import { DoneMark } from '../icons';
import type { ModeProps } from './draw';
import { NoQuestionYet, QuestionCard, useQuestion } from './question';
import { minutesText, TOPIC_NAMES } from './words';

export function stopMinutes(stop: PathStop, { sections }: PracticeData): number {
  return 'section' in stop ? sections[stop.section]!.minutes : stop.minutes;
}

/** A way through the lessons that fits into twenty minutes. */
export function MinutesMode({ data, address }: ModeProps) {
  const { path, sections, templates } = data;
  const [open, setOpen] = useState(-1);
  useEffect(() => loadProgress([...new Set(sections.map(({ lesson }) => lesson))]), []);
  const now = new Date();
  const { cards } = practice.value;
  const done = (stop: PathStop): boolean => {
    if ('section' in stop) {
      const { lesson, id } = sections[stop.section]!;
      return progressOf(lesson).value.seen.includes(id);
    }
    const last = cards[stop.template]?.last_review;
    return last !== undefined && daysUntil(now.toISOString(), new Date(last)) === 0;
  };
  const sum = (stops: readonly PathStop[]): number =>
    stops.reduce((total, stop) => total + stopMinutes(stop, data), 0);
  const left = sum(path.filter((stop) => !done(stop)));
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">What to look at in the last twenty minutes</h2>
      <p>
        The sections that interviewers ask about most, each with a question to see whether it
        stayed. Together about {minutesText(sum(path))}
        {left < sum(path) && left > 0 ? `, ${minutesText(left)} left` : ''}.
        {left === 0 && ' You have done all of it.'}
      </p>
      <ol class="path">
        {path.map((stop, i) => {
          const ready = done(stop);
          const time = <span class="m num">{stopMinutes(stop, data)} min</span>;
          if ('section' in stop) {
            const { url, title, lessonTitle } = sections[stop.section]!;
            return (
              <li key={url}>
                <DoneMark done={ready} />
                <span>
                  <a href={url}>{title}</a>
                  <small>
                    {ready && <span class="sr">read, </span>}Read it in: {lessonTitle}
                  </small>
                </span>
                {time}
              </li>
            );
          }
          const { topic } = templates.find(({ id }) => id === stop.template)!;
          return (
            <li key={stop.template} class={open === i ? 'open' : undefined}>
              <DoneMark done={ready} />
              <span>
                <button
                  type="button"
                  class="link"
                  aria-expanded={open === i}
                  onClick={() => setOpen(open === i ? -1 : i)}
                >
                  {stop.name}
                </button>
                <small>
                  {TOPIC_NAMES[topic]}, {ready ? 'answered today' : 'a question'}
                </small>
              </span>
              {time}
              {open === i && (
                <PathQuestion
                  data={data}
                  template={stop.template}
                  version={address.python}
                  seed={cards[stop.template]?.reps ?? 0}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function PathQuestion({
  data,
  template,
  version,
  seed,
}: {
  readonly data: PracticeData;
  readonly template: string;
  readonly version: string;
  readonly seed: number;
}) {
  // Once it is answered it keeps the numbers that it had.
  const [draw] = useState({ template, version, seed });
  const { question, problem } = useQuestion(draw);
  return (
    <div class="in-path">
      {question ? (
        <QuestionCard
          question={question}
          data={data}
          draw={draw}
          about="A question"
          focus
          onAnswer={(_, right) => {
            void noteAnswer(template, right);
          }}
        />
      ) : (
        <NoQuestionYet problem={problem} />
      )}
    </div>
  );
}
