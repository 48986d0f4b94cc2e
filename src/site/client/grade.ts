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

/** Milliseconds that one hidden call may take, and all the runs of an exercise in Python. */
const PATIENCE = 10_000;
const RUNS_PATIENCE = 60_000;

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
  /** Undefined where a program in Python is measured. */
  readonly functionName: string | undefined;
}

/** Grades the code of a cell that has just run, keeps the result, and returns it. */
export async function gradeExercise(
  here: Lab,
  runner: Runner,
  cell: Cell,
  { lesson, id, functionName }: GradedExercise,
): Promise<ExerciseResult> {
  const source = cell.code.peek();
  const asked = { lesson, exercise: id, source };
  const result =
    functionName === undefined
      ? await inTime(ask<ExerciseResult>({ type: 'measure', ...asked }))
      : await calledResult(here, runner, functionName, asked);
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

/** Ends the worker of the checks when a learner's program takes too long in it. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      worker?.terminate();
      worker = undefined;
      reject(new Error(`The checks took longer than ${RUNS_PATIENCE / 1000} seconds.`));
    }, RUNS_PATIENCE);
  });
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** Calls a function of the reader's session with the inputs of the checks. */
async function calledResult(
  here: Lab,
  runner: Runner,
  functionName: string,
  asked: { readonly lesson: string; readonly exercise: string; readonly source: string },
): Promise<ExerciseResult> {
  const calls = await ask<readonly (readonly unknown[])[]>({
    type: 'calls',
    ...asked,
  });
  const replies: (CallReply | string)[] = [];
  for (const args of calls) {
    const reply = await answerOf(here, runner, functionName, args);
    replies.push(reply);
    // A function that the learner's session has lost cannot be called again.
    if (typeof reply === 'string') break;
  }
  return ask<ExerciseResult>({ type: 'judge', replies });
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
