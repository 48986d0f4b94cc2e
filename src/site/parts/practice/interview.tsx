import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { INTERVIEW, interviewOf } from '../../../quiz/draw';
import {
  type KeptInterview,
  keepInterview,
  type Round,
  readInterview,
} from '../../client/interview';
import { type Draw, followUpOf, questionOf } from '../../client/practice';
import { addInterview, noteAnswer } from '../../client/practice-progress';
import type { AskedQuestion } from '../../client/practice-worker';
import type { PracticeData } from '../../practice';
import { Right } from '../icons';
import { newSeed } from './address';
import { type ModeProps, Python } from './draw';
import { NoQuestionYet, QuestionCard, useQuestion, Verdict } from './question';
import { Program, TOPIC_NAMES, Words } from './words';

/** Ten questions, each with one more after it; choices are judged at the end, reasons by the reader. */
export function InterviewMode({ data, address, go }: ModeProps) {
  const { seed, python } = address;
  const order = useMemo(() => interviewOf(data.templates, seed), [seed]);
  const [kept, setKept] = useState(readInterview);
  const change = (next: KeptInterview): void => {
    keepInterview(next);
    setKept(next);
  };
  const begin = (anew: number): void =>
    change({ seed: anew, python, rounds: [], given: undefined, counted: false });
  if (kept?.seed !== seed || kept.python !== python)
    return (
      <div class="ask">
        <p class="question">Ten questions over all topics, and one more after each.</p>
        <p>
          The second one asks for another version of Python, or how you know. You say your reasons
          out loud; then you compare them with the answer and rate yourself. Nothing else tells you
          whether you were right before the end. Then you see it all, with what to read again. It
          takes about a quarter of an hour. By keyboard, A to D or 1 to 4 choose an answer.
        </p>
        <form class="choose" onSubmit={(event) => event.preventDefault()}>
          <Python data={data} address={address} go={go} />
          <button type="button" class="btn main" onClick={() => begin(seed)}>
            Begin
          </button>
          {kept && !kept.counted && (
            <button
              type="button"
              class="btn"
              onClick={() => go({ seed: kept.seed, python: kept.python })}
            >
              Go on with the last one, at question {kept.rounds.length + 1}
            </button>
          )}
        </form>
      </div>
    );
  const { rounds, given } = kept;
  const draws = order.map(({ id }) => ({ template: id, version: python, seed }));
  const draw = draws[rounds.length];
  if (!draw)
    return (
      <Summary
        data={data}
        draws={draws}
        rounds={rounds}
        counted={kept.counted}
        onCounted={() => change({ ...kept, counted: true })}
        again={() => {
          const anew = newSeed();
          begin(anew);
          go({ seed: anew });
        }}
      />
    );
  return (
    <RoundPart
      key={`${seed} ${python} ${rounds.length}`}
      data={data}
      draw={draw}
      next={draws[rounds.length + 1]}
      number={rounds.length + 1}
      given={given}
      onGiven={(answer) => change({ ...kept, given: answer })}
      onDone={(round) => change({ ...kept, given: undefined, rounds: [...rounds, round] })}
    />
  );
}

interface RoundProps {
  readonly data: PracticeData;
  readonly draw: Draw;
  /** The one that comes after it. */
  readonly next: Draw | undefined;
  readonly number: number;
  /** The answer, once there is one. */
  readonly given: KeptInterview['given'];
  onGiven(given: NonNullable<KeptInterview['given']>): void;
  onDone(round: Round): void;
}

/** A question, and what the interviewer asks after the answer. */
function RoundPart({ data, draw, next, number, given, onGiven, onDone }: RoundProps) {
  const { question, problem } = useQuestion(draw);
  // Null: it is the same in all versions.
  const [further, setFurther] = useState<AskedQuestion | null | undefined>(undefined);
  useEffect(() => {
    if (!question) return;
    followUpOf(draw).then(
      (found) => setFurther(found ?? null),
      () => setFurther(null),
    );
    if (next) void questionOf(next).catch(() => {});
  }, [question]);
  if (!question) return <NoQuestionYet problem={problem} />;
  const about = `Question ${number} of ${INTERVIEW}`;
  if (!given)
    return (
      <QuestionCard
        key="first"
        question={question}
        data={data}
        draw={draw}
        about={about}
        keys
        quiet
        focus
        onAnswer={(text, right) => {
          void noteAnswer(draw.template, right);
          onGiven({ given: text, right });
        }}
      />
    );
  const done = (after: Round['after']): void => onDone({ ...given, after });
  if (further === undefined) return <NoQuestionYet problem="" />;
  if (further === null)
    return <SayIt question={question} given={given.given} about={about} onDone={done} />;
  return (
    <QuestionCard
      key="second"
      question={further}
      data={data}
      draw={draw}
      about={`${about}, and then`}
      opening={`And on CPython ${further.version}?`}
      keys
      quiet
      focus
      onAnswer={(_, right) => done({ about: `on CPython ${further.version}`, right, rated: false })}
    />
  );
}

/** "How do you know?": said out loud, and judged by the reader. */
function SayIt({
  question,
  given,
  about,
  onDone,
}: {
  readonly question: AskedQuestion;
  readonly given: string;
  readonly about: string;
  onDone(after: Round['after']): void;
}) {
  const [open, setOpen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const compared = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useLayoutEffect(() => compared.current?.focus(), [open]);
  const done = (right: boolean): void => onDone({ about: 'how you know', right, rated: true });
  return (
    <section class="ask quiz" aria-labelledby="say-it">
      <p class="about num">
        <span>{about}, and then</span>
      </p>
      <h2 class="question" id="say-it" tabindex={-1} ref={heading}>
        How do you know?
      </h2>
      <p>
        <Words text={question.ask} /> You said <b>{given}</b>.
      </p>
      {question.codeHtml !== undefined && <Program html={question.codeHtml} />}
      <p>Say why, out loud, in two or three sentences. Then compare.</p>
      {open ? (
        <>
          <div class="verdict" tabindex={-1} ref={compared}>
            <Verdict question={question} given={given} />
          </div>
          <p class="go">
            <button type="button" class="btn main" onClick={() => done(true)}>
              I said that
            </button>
            <button type="button" class="btn" onClick={() => done(false)}>
              I did not
            </button>
          </p>
        </>
      ) : (
        <p class="go">
          <button type="button" class="btn main" onClick={() => setOpen(true)}>
            Compare
          </button>
        </p>
      )}
    </section>
  );
}

/** A program's question in a few words. */
function nameOf({ templates }: PracticeData, { template, topic }: AskedQuestion): string {
  return `${TOPIC_NAMES[topic]}: ${templates.find(({ id }) => id === template)!.name}`;
}

interface SummaryProps {
  readonly data: PracticeData;
  readonly draws: readonly Draw[];
  readonly rounds: readonly Round[];
  readonly counted: boolean;
  onCounted(): void;
  again(): void;
}

/** What came of it, and what to read again. */
function Summary({ data, draws, rounds, counted, onCounted, again }: SummaryProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [questions, setQuestions] = useState<readonly AskedQuestion[] | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const right = rounds.filter((round) => round.right).length;
  const after = rounds.filter((round) => round.after.right).length;
  useEffect(() => {
    Promise.all(draws.map(questionOf)).then(setQuestions, (error: Error) =>
      setProblem(error.message),
    );
    if (counted) return;
    const { seed } = draws[0]!;
    addInterview({ when: new Date().toISOString(), seed, right, of: rounds.length });
    onCounted();
  }, []);
  useLayoutEffect(() => heading.current?.focus(), [questions]);
  if (!questions) return <NoQuestionYet problem={problem} />;
  const answered = rounds.map((round, i) => ({ ...round, question: questions[i]! }));
  const rated = answered.filter((one) => one.after.rated).length;
  const missed = answered.filter((one) => !one.right || !one.after.right);
  const sections = new Set(
    missed.map(({ question }) => data.templates.find(({ id }) => id === question.template)!.read),
  );
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 id="summary" tabindex={-1} ref={heading}>
        {right} of {answered.length} right
      </h2>
      <p class="lead">
        {after} of {answered.length} of what was asked after that
        {rated > 0 && ` (${rated === answered.length ? 'all' : rated} by your own rating)`}.{' '}
        {missed.length === 0
          ? 'There is nothing to read again.'
          : 'What you missed comes back in the questions that are due.'}
      </p>
      {missed.length > 0 && (
        <>
          <h3>Read again</h3>
          <ul class="again">
            {[...sections].map((at) => {
              const { url, title, lessonTitle, minutes } = data.sections[at]!;
              return (
                <li key={url}>
                  <a href={url}>{title}</a>
                  <span class="num">
                    {lessonTitle} · {minutes} min
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <h3>Your answers</h3>
      <ol class="answers">
        {answered.map(({ question, given, right: good, after: then }, i) => (
          <li key={question.id}>
            <details>
              <summary>
                <Right right={good} />
                <span>
                  <span class="num">{i + 1}.</span> <Words text={question.ask} />
                  {question.code !== undefined && <small>{nameOf(data, question)}</small>}
                </span>
                <span class="then">
                  <Right right={then.right} /> {then.about}
                </span>
              </summary>
              {question.codeHtml !== undefined && <Program html={question.codeHtml} />}
              <p>
                You said <b>{given}</b>.
              </p>
              <Verdict question={question} given={given} />
            </details>
          </li>
        ))}
      </ol>
      <p class="go">
        <button type="button" class="btn main" onClick={again}>
          Another interview
        </button>
      </p>
    </section>
  );
}
