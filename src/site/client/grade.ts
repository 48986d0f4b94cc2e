import type { ExerciseResult } from '../../grading/results';
import type { CallReply } from '../../kernel/protocol';
import type { GradeRequest } from './grade-worker';
import type { Cell, Lab } from './lab';
import { fingerprint, update } from './progress';
import type { Runner } from './runner';

/*
 * The practice grade: a function of the learner's session is called with inputs that the hidden
 * checks chose in another worker, and the answers go back there to be judged.
 */

/** Milliseconds that one hidden call may take. */
const PATIENCE = 10_000;

type Payload<T> = T extends unknown ? Omit<T, 'id'> : never;

let worker: Worker | undefined;
let requests = 0;

function ask<T>(request: Payload<GradeRequest>): Promise<T> {
  worker ??= new Worker(
    new URL(`${document.body.dataset.root ?? ''}assets/grade.js`, document.baseURI),
    { type: 'module' },
  );
  const id = ++requests;
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent<{ id: number; value?: T; error?: string }>): void => {
      if (data.id !== id) return;
      worker!.removeEventListener('message', listen);
      if (data.error === undefined) resolve(data.value as T);
      else reject(new Error(data.error));
    };
    worker!.addEventListener('message', listen);
    worker!.addEventListener('error', ({ message }) => {
      worker = undefined;
      reject(new Error(`The hidden checks could not be loaded. ${message ?? ''}`));
    });
    worker!.postMessage({ ...request, id });
  });
}

export interface GradedExercise {
  readonly lesson: string;
  readonly id: string;
  readonly functionName: string;
}

/** Grades the code of a cell that has just run, keeps the result, and returns it. */
export async function gradeExercise(
  here: Lab,
  runner: Runner,
  cell: Cell,
  { lesson, id, functionName }: GradedExercise,
): Promise<ExerciseResult> {
  const source = cell.code.peek();
  const calls = await ask<readonly (readonly unknown[])[]>({
    type: 'calls',
    lesson,
    exercise: id,
    source,
  });
  const replies: (CallReply | string)[] = [];
  for (const args of calls) {
    const reply = await answerOf(here, runner, functionName, args);
    replies.push(reply);
    // A function that the learner's session has lost cannot be called again.
    if (typeof reply === 'string') break;
  }
  const result = await ask<ExerciseResult>({ type: 'judge', replies });
  const { earned, points, checks, feedback } = result;
  const kept = {
    earned,
    points,
    checks,
    feedback,
    code: fingerprint(source),
    when: new Date().toISOString(),
  };
  update(lesson, ({ exercises }) => ({ exercises: { ...exercises, [id]: kept } }));
  return result;
}

async function answerOf(
  here: Lab,
  runner: Runner,
  name: string,
  args: readonly unknown[],
): Promise<CallReply | string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      void here.stop();
      resolve(`it took longer than ${PATIENCE / 1000} seconds`);
    }, PATIENCE);
  });
  try {
    return await Promise.race([runner.call(name, args), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
