import { useState } from 'preact/hooks';
import { daysUntil, whenDue } from '../../../quiz/due';
import type { StoredQuestion } from '../../../quiz/stored';
import type { Topic } from '../../../quiz/template';
import { practice } from '../../client/practice-progress';
import { scoreOf } from '../../client/practice-record';
import type { PracticeData } from '../../practice';
import { addressText, newSeed } from './address';
import { dueToday, type ModeProps } from './draw';
import { many, TOPIC_NAMES } from './words';

/** When questions come back, nearest first. */
const WHEN: readonly (readonly [name: string, upTo: number])[] = [
  ['today', 0],
  ['tomorrow', 1],
  ['within a week', 7],
  ['within a month', 31],
  ['later', Number.POSITIVE_INFINITY],
];
/** How many due questions are listed. */
const LISTED = 8;

/** Where the reader is: what is due, and the score by topic. */
export function Standing({ data, address }: ModeProps) {
  const { cards } = practice.value;
  const now = new Date();
  const ids = data.templates.map(({ id }) => id);
  const all = scoreOf(ids, practice.value);
  const asked = ids.filter((id) => cards[id]);
  const due = dueToday(data.templates, now);
  const counts = WHEN.map(([name, upTo], i) => {
    const after = WHEN[i - 1]?.[1] ?? -1;
    const days = asked.map((id) => daysUntil(cards[id]!.due, now));
    return { name, count: days.filter((day) => day > after && day <= upTo).length };
  });
  const link = (change: object): string => addressText({ ...address, at: 0, ...change });
  return (
    <>
      {all.asked === 0 ? (
        <First link={link} />
      ) : (
        <div class="where num">
          <p>
            <b>{due.length}</b> due today
          </p>
          <p>
            <b>{asked.length}</b> of {ids.length} questions asked
          </p>
          <p>
            <b>{Math.round((100 * all.right) / all.asked)} %</b> right
          </p>
        </div>
      )}
      <div class="halves">
        <section aria-labelledby="by-topic">
          <h2 id="by-topic">Score by topic</h2>
          <ul class="scores num">
            {Object.entries(TOPIC_NAMES).map(([topic, name]) => (
              <TopicRow
                key={topic}
                topic={topic as Topic}
                name={name}
                data={data}
                href={link({ mode: 'draw', topic, seed: newSeed() })}
              />
            ))}
          </ul>
        </section>
        <section aria-labelledby="comes-back">
          <h2 id="comes-back">What comes back</h2>
          <ul class="scores when num">
            {counts.map(({ name, count }) => (
              <li key={name}>
                <span>{name}</span>
                <span class="level" aria-hidden="true">
                  <i style={{ width: `${asked.length ? (100 * count) / asked.length : 0}%` }} />
                </span>
                <b>{count}</b>
              </li>
            ))}
            <li>
              <span>not asked yet</span>
              <span class="level" aria-hidden="true" />
              <b>{ids.length - asked.length}</b>
            </li>
          </ul>
          {due.length > 0 ? (
            <>
              <ul class="due">
                {due.slice(0, LISTED).map(({ id, topic, name }) => (
                  <li key={id}>
                    {TOPIC_NAMES[topic]}: {name}
                    <span>
                      {' '}
                      asked {times(cards[id]!.reps)}, last {lastAsked(id, now)}
                    </span>
                  </li>
                ))}
                {due.length > LISTED && <li>and {due.length - LISTED} more</li>}
              </ul>
              <p>
                <a class="btn main" href={link({ mode: 'due' })}>
                  Ask {due.length === 1 ? 'it' : 'them'} now
                </a>
              </p>
            </>
          ) : (
            <p class="note">
              A question comes back the same day when it is new, and when you got it wrong. After
              that each right answer puts it off for longer. Intervals are those of FSRS.
            </p>
          )}
        </section>
      </div>
      <Interviews />
      <Export data={data} />
    </>
  );
}

/** The first visit: what there is to do. */
function First({ link }: { link(change: object): string }) {
  return (
    <section class="ask first" aria-labelledby="first">
      <h2 class="question" id="first">
        You have answered nothing yet. Where do you want to begin?
      </h2>
      <ul class="ways">
        <li>
          <a class="btn main" href={link({ mode: 'draw', seed: newSeed() })}>
            Draw a question
          </a>
          <span>
            One after the other. After each you see why, and it comes back when it is due.
          </span>
        </li>
        <li>
          <a class="btn" href={link({ mode: 'interview', seed: newSeed() })}>
            Mock interview
          </a>
          <span>Ten questions and what comes after them, and what to read again.</span>
        </li>
        <li>
          <a class="btn" href={link({ mode: 'minutes' })}>
            I have 20 minutes
          </a>
          <span>The sections and questions to look at right before an interview.</span>
        </li>
      </ul>
    </section>
  );
}

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;

function lastAsked(id: string, now: Date): string {
  const last = practice.value.cards[id]?.last_review;
  if (last === undefined) return 'never';
  const days = daysUntil(now.toISOString(), new Date(last));
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}

function TopicRow({
  topic,
  name,
  data,
  href,
}: {
  readonly topic: Topic;
  readonly name: string;
  readonly data: PracticeData;
  readonly href: string;
}) {
  const own = data.templates.filter((template) => template.topic === topic);
  const { asked, right } = scoreOf(
    own.map(({ id }) => id),
    practice.value,
  );
  return (
    <li>
      <a href={href}>{name}</a>
      <span class="level" aria-hidden="true">
        <i style={{ width: `${asked ? (100 * right) / asked : 0}%` }} />
      </span>
      <b>
        {asked === 0 ? (
          <span class="none">{many(own.length, 'question')}</span>
        ) : (
          `${right} of ${asked} right`
        )}
      </b>
    </li>
  );
}

function Interviews() {
  const { interviews } = practice.value;
  if (interviews.length === 0) return null;
  return (
    <section aria-labelledby="interviews">
      <h2 id="interviews">Interviews</h2>
      <ul class="due num">
        {[...interviews]
          .reverse()
          .slice(0, 5)
          .map(({ when, right, of, seed }) => (
            <li key={when}>
              {right} of {of} right
              <span>
                {' '}
                {new Date(when).toLocaleDateString('en', { day: 'numeric', month: 'long' })}, draw{' '}
                {seed}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** The bank as cards for a flash-card program, with what is known of each. */
function Export({ data }: { readonly data: PracticeData }) {
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    setProblem('');
    try {
      const [response, { cardsCsv, flashCard }, { saveFile }] = await Promise.all([
        fetch(`${document.body.dataset.root ?? ''}assets/practice.json`),
        import('../../../quiz/csv'),
        import('../../client/files'),
      ]);
      const questions = (await response.json()) as readonly StoredQuestion[];
      const { cards, scores } = practice.peek();
      const now = new Date();
      const rows = questions.map((question) => {
        const card = cards[question.template];
        const { asked = 0, right = 0 } = scores[question.template] ?? {};
        return {
          ...flashCard(question),
          asked,
          right,
          due: card?.due.slice(0, 10) ?? '',
          comes_back: card ? whenDue(card.due, now) : '',
        };
      });
      saveFile('heaplab-questions.csv', cardsCsv(rows), 'text/csv');
    } catch (error) {
      setProblem(`The questions could not be saved: ${(error as Error).message}`);
    }
  };
  return (
    <section class="mine" aria-label="Take it along">
      <p>
        <button type="button" class="link" onClick={() => void save()}>
          Save the questions as CSV
        </button>
        : a card each of {data.templates.length}, for Anki or a spreadsheet, with your score. Scores
        and days are part of your progress, which the <a href="../index.html#progress">home page</a>{' '}
        saves as a file.
      </p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
