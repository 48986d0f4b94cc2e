import { useState } from 'preact/hooks';
import { type Cell, lab } from '../client/lab';
import { type ExerciseResult, fingerprint, type Help, progressOf } from '../client/progress';
import type { Language } from '../code';
import { Blocked, useSlow } from './cell';
import { CellEditor } from './editor';
import { HelpPart, helpText } from './help';
import { Right } from './icons';
import { Outputs } from './outputs';

export interface ExerciseProps {
  readonly lesson: string;
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** Undefined where a program in Python is measured. */
  readonly functionName: string | undefined;
  readonly language: Language;
  /** Of a program in Python: what follows it on the visible input, for the microscope. */
  readonly visible: { readonly python: string; readonly program: string } | undefined;
  readonly checkId: string;
  /** How many hints there are, and whether there is a solution to show. */
  readonly hints: number;
  readonly solution: boolean;
  /** As HTML. */
  readonly prompt: string;
  readonly code: string;
}

/** A card with an editor, Check, and the result beside it. */
export function ExercisePart(props: ExerciseProps) {
  const { lesson, id, title, points, checkId } = props;
  const here = lab.value;
  const cell = here?.cell(id);
  const result = here ? progressOf(lesson).value.exercises[id] : undefined;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const queued = useSlow(cell?.status.value === 'waiting');

  const check = async (): Promise<void> => {
    if (!here || !cell || busy) return;
    setBusy(true);
    setProblem('');
    try {
      const ran = await here.run(cell);
      if (!ran) return;
      const examples = here.cell(checkId);
      if (examples) await here.run(examples);
      const { gradeExercise } = await import('../client/grade');
      await here.enqueue((runner) => gradeExercise(here, runner, cell, props));
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };

  const stop = (): void => {
    if (cell?.status.peek() === 'waiting') here?.cancel(cell);
    else void here?.stop();
  };

  /** Opens the program with the visible input, step by step. */
  const step = async (): Promise<void> => {
    if (!cell || !props.visible) return;
    const { addressText, NOTHING_OPEN } = await import('./microscope/address');
    const { python, program: rest } = props.visible;
    const program = `${cell.shown(cell.code.peek()).trim()}\n\n${rest}\n`;
    const { root = '' } = document.body.dataset;
    location.href = `${root}microscope.html${addressText({ ...NOTHING_OPEN, python, program })}`;
  };

  const help = here ? progressOf(lesson).value.help[id] : undefined;
  const old = result !== undefined && cell && fingerprint(cell.code.value) !== result.code;
  return (
    <section class="ex" data-cell={id} aria-labelledby={`ex-${id}`}>
      <header>
        <h3 id={`ex-${id}`}>{title}</h3>
        <span class="num">
          {result && !old ? `${result.earned} of ${points} points` : `${points} points`}
          {result && !old && helpText(help)}
        </span>
      </header>
      <div class="q" dangerouslySetInnerHTML={{ __html: props.prompt }} />
      <div class="work">
        <div class="ed">
          <CellEditor
            cell={cell}
            language={props.language}
            code={props.code}
            label={`your code for: ${title}`}
            run={() => void check()}
          />
        </div>
        <div class="out" aria-live="polite" aria-busy={busy}>
          {problem && <p class="problem">{problem}</p>}
          {cell?.blocked.value && !busy && <Blocked by={cell.blocked.value} />}
          {busy ? (
            <p>{queued ? 'Waits for a cell above. Then it is checked …' : 'Checking …'}</p>
          ) : (
            <Result
              cell={cell}
              examples={here?.cell(checkId)}
              result={result}
              old={Boolean(old)}
              help={help}
            />
          )}
        </div>
      </div>
      <footer class="live-only">
        {busy ? (
          <button type="button" class="btn" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" class="btn main" disabled={!cell} onClick={() => void check()}>
            Check
          </button>
        )}
        {cell && props.visible && (
          <button type="button" class="btn" onClick={() => void step()}>
            Step through it
          </button>
        )}
        {cell?.changed && (
          <button type="button" class="btn" onClick={() => here?.reset([cell])}>
            Start again
          </button>
        )}
        <span class="keys">
          In {props.language === 'python' ? 'Python' : 'TypeScript'}. Shift+Enter in the code checks
          too
        </span>
      </footer>
      {here && (props.hints > 0 || props.solution) && (
        <HelpPart
          lesson={lesson}
          id={id}
          hints={props.hints}
          solution={props.solution}
          solved={result !== undefined && result.earned === result.points}
        />
      )}
    </section>
  );
}

interface ResultProps {
  readonly cell: Cell | undefined;
  /** The cell that tries the examples. */
  readonly examples: Cell | undefined;
  readonly result: ExerciseResult | undefined;
  /** The result is of other code than is there now. */
  readonly old: boolean;
  readonly help: Help | undefined;
}

function Result({ cell, examples, result, old, help }: ResultProps) {
  const failed = cell?.finished.value?.failed && cell.outputs.value;
  if (failed)
    return (
      <>
        <p>
          <b>The code stopped with an error.</b>
        </p>
        <Outputs outputs={failed} />
      </>
    );
  if (!result)
    return (
      <p>Your result appears here. Check runs your code in this browser, and nothing is sent.</p>
    );
  const full = result.earned === result.points;
  const tried = examples?.outputs.value?.filter(
    ({ output_type }) => output_type === 'display_data',
  );
  return (
    <>
      {old && <p class="old">For the code that you checked last. Check again.</p>}
      <p>
        <b>
          {full
            ? `All right: ${result.points} points.`
            : `${result.earned} of ${result.points} points.`}
        </b>
        {full && help && <span class="helped">{helpText(help)}</span>} {!full && result.feedback[0]}
      </p>
      <ul class="checks">
        {result.checks.map(({ about, earned, points }) => (
          <li key={about}>
            <Right right={earned > 0} />
            <span>
              {about}{' '}
              <span class="num">
                ({earned}/{points})
              </span>
            </span>
          </li>
        ))}
      </ul>
      {!full && result.feedback.slice(1).map((line) => <p key={line}>{line}</p>)}
      {!full && tried && tried.length > 0 && <Outputs outputs={tried} />}
    </>
  );
}
