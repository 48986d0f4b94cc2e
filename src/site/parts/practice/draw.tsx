import { useEffect, useMemo, useState } from 'preact/hooks';
import { drawn } from '../../../quiz/draw';
import { inOrder, whenDue } from '../../../quiz/due';
import { type Draw, questionOf } from '../../client/practice';
import { noteAnswer, practice } from '../../client/practice-progress';
import type { BankEntry, PracticeData } from '../../practice';
import { type Address, addressText, newSeed } from './address';
import { NoQuestionYet, QuestionCard, useKey, useQuestion } from './question';
import { many, TOPIC_NAMES } from './words';

export interface ModeProps {
  readonly data: PracticeData;
  readonly address: Address;
  go(change: Partial<Address>): void;
}

interface OneProps {
  readonly data: PracticeData;
  readonly draw: Draw;
  readonly about: string;
  readonly focus: boolean;
  /** The words on the button that goes on. */
  readonly next: string;
  onNext(): void;
}

/** One question, and then the next. */
function One({ data, draw, about, focus, next, onNext }: OneProps) {
  const { question, problem } = useQuestion(draw);
  const [answered, setAnswered] = useState(false);
  const [back, setBack] = useState<string | undefined>(undefined);
  useKey(answered, (key) => {
    if (key === 'Enter') onNext();
    return key === 'Enter';
  });
  if (!question) return <NoQuestionYet problem={problem} />;
  return (
    <>
      <QuestionCard
        keys
        question={question}
        data={data}
        draw={draw}
        about={about}
        focus={focus}
        back={back}
        onAnswer={(_, right) => {
          const now = new Date();
          setAnswered(true);
          void noteAnswer(draw.template, right, now).then(({ due }) => setBack(whenDue(due, now)));
        }}
      />
      <p class="go">
        <button type="button" class={answered ? 'btn main' : 'btn'} onClick={onNext}>
          {answered ? next : 'Skip'}
        </button>
      </p>
      <p class="note">
        By keyboard: A to D, or 1 to 4, choose an answer; Enter then goes to the next question.
      </p>
    </>
  );
}

/** Draws of a seed, of one topic or all. */
export function DrawMode({ data, address, go }: ModeProps) {
  const { seed, topic, python, at } = address;
  const order = useMemo(() => drawn(data.templates, seed, topic), [seed, topic]);
  const template = order[Math.min(at, order.length - 1)]!;
  const draw: Draw = { template: template.id, version: python, seed };
  const last = at >= order.length - 1;
  const following = order[at + 1];
  // The next one is made while this one is read.
  useEffect(() => {
    if (following) void questionOf({ ...draw, template: following.id }).catch(() => {});
  }, [template.id, seed, python]);
  return (
    <>
      <form class="choose" onSubmit={(event) => event.preventDefault()}>
        <label>
          Topic{' '}
          <select
            value={topic ?? ''}
            onChange={({ currentTarget }) => go({ topic: currentTarget.value || undefined, at: 0 })}
          >
            <option value="">all</option>
            {Object.entries(TOPIC_NAMES).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <Python data={data} address={address} go={go} />
        <span class="seed">
          Draw <b class="num">{seed}</b>{' '}
          <button type="button" class="link" onClick={() => go({ seed: newSeed(), at: 0 })}>
            Draw anew
          </button>
        </span>
      </form>
      <One
        key={addressText(address)}
        data={data}
        draw={draw}
        about={`Question ${at + 1} of ${order.length}`}
        focus={at > 0}
        next={last ? 'Draw anew' : 'Next question'}
        onNext={() => go(last ? { seed: newSeed(), at: 0 } : { at: at + 1 })}
      />
      <p class="note">
        The address of this page keeps the draw. Whoever opens it gets the same questions with the
        same numbers.
      </p>
    </>
  );
}

/** The version that the answers are for. */
export function Python({ data, address, go }: ModeProps) {
  return (
    <label>
      Python{' '}
      <select
        value={address.python}
        onChange={({ currentTarget }) => go({ python: currentTarget.value })}
      >
        {data.versions.map((version) => (
          <option key={version}>{version}</option>
        ))}
      </select>
    </label>
  );
}

/** What is due at the end of today, the longest due first. */
export function dueToday(templates: readonly BankEntry[], now: Date): BankEntry[] {
  const { cards } = practice.value;
  const due = templates.filter(({ id }) => {
    const card = cards[id];
    return card !== undefined && whenDue(card.due, now) === 'today';
  });
  return inOrder(due, cards, new Date(now.getTime() + 86_400_000));
}

/** What was forgotten, and what is to be kept. */
export function DueMode({ data, address, go }: ModeProps) {
  const [asked, setAsked] = useState(0);
  // What was due when the page opened: an answer may make a question due again today.
  const [queue] = useState(() =>
    dueToday(data.templates, new Date()).map(({ id }) => ({
      template: id,
      version: address.python,
      seed: practice.peek().cards[id]!.reps,
    })),
  );
  const draw = queue[asked];
  if (!draw)
    return (
      <div class="ask">
        <p class="question">
          {queue.length === 0
            ? 'Nothing is due today.'
            : `That was all: ${many(queue.length, 'question')} for today.`}
        </p>
        <p>
          {Object.keys(practice.value.cards).length === 0
            ? 'Every question that you answer comes back, later each time that you are right.'
            : 'What you answered comes back on its day.'}
        </p>
        <p class="go">
          <button
            type="button"
            class="btn main"
            onClick={() => go({ mode: 'draw', seed: newSeed(), topic: undefined, at: 0 })}
          >
            Draw new ones
          </button>
        </p>
      </div>
    );
  return (
    <One
      key={asked}
      data={data}
      draw={draw}
      about={`Due today: ${asked + 1} of ${queue.length}`}
      focus={asked > 0}
      next={asked + 1 < queue.length ? 'Next question' : 'Finish'}
      onNext={() => setAsked(asked + 1)}
    />
  );
}
