import { Random } from '../../grading/exercise';
import { hash32 } from '../../grading/hash';
import { fromCell } from '../../grading/heap/cell';
import type { HeapSources } from '../../grading/heap/exercise';
import { heapResult, judged } from '../../grading/heap/result';
import { expectedOf, hiddenCalls, judge, resultOf } from '../../grading/judge';
import type { AnyExercise, FunctionExercise } from '../../grading/lessons';
import type { HiddenCall, Outcome } from '../../grading/results';
import { toPlain } from '../../kernel/plain';
import type { CallReply } from '../../kernel/protocol';

/*
 * The hidden checks of exercises, in a worker of their own: the learner's code never runs here. The
 * page passes the calls on to the worker that does run it, and brings the answers back.
 */

/** What the page asks. */
export type GradeRequest =
  | {
      readonly type: 'calls';
      readonly id: number;
      readonly lesson: string;
      readonly exercise: string;
      readonly source: string;
    }
  /** An exercise in Python: the cell is run here, in the simulator, and nothing of it anywhere else. */
  | {
      readonly type: 'measure';
      readonly id: number;
      readonly lesson: string;
      readonly exercise: string;
      readonly source: string;
    }
  | {
      readonly type: 'judge';
      readonly id: number;
      /** A reply for each call, or the reason why there is none. */
      readonly replies: readonly (CallReply | string)[];
    };

type Lessons = Readonly<
  Record<string, () => Promise<{ readonly exercises: Record<string, AnyExercise> }>>
>;

/** The programs of a lesson's exercises in Python, by their ids. */
type Programs = Readonly<
  Record<string, () => Promise<{ readonly programs: Readonly<Record<string, HeapSources>> }>>
>;

/** Answers the page's messages with the lessons that there are (grade-entry, made by the build). */
export function serveGrading(lessons: Lessons, programs: Programs): void {
  let current:
    | { readonly exercise: FunctionExercise; readonly calls: readonly HiddenCall[] }
    | undefined;

  const find = async (lesson: string, name: string): Promise<AnyExercise> => {
    const { exercises } = await lessons[lesson]!();
    return Object.values(exercises).find(({ id }) => id === name)!;
  };
  // For practice, where nothing is secret: the same code gets the same inputs again.
  const randomOf = (exercise: string, check: number, source: string): Random =>
    new Random(hash32(`${exercise}\n${check}\n${source}`));

  const measure = async (lesson: string, name: string, cell: string): Promise<unknown> => {
    const found = await find(lesson, name);
    if (found.kind !== 'heap') throw new Error(`${name} is no exercise in Python`);
    const exercise = { ...found, sources: (await programs[lesson]!()).programs[name]! };
    const source = fromCell(cell);
    const outcomes = exercise.checks.flatMap(({ trials }, check) =>
      trials(randomOf(name, check, cell)).map((trial) => ({
        check,
        trial,
        verdict: judged(exercise, trial, source),
      })),
    );
    return heapResult(exercise, outcomes);
  };

  const answer = async (request: GradeRequest): Promise<unknown> => {
    if (request.type === 'calls') {
      const exercise = await find(request.lesson, request.exercise);
      if (exercise.kind === 'heap') throw new Error(`${exercise.id} has no function to call`);
      const { id } = exercise;
      const calls = hiddenCalls(exercise, (check) => randomOf(id, check, request.source));
      current = { exercise, calls };
      return current.calls.map(({ args }) => args.map(toPlain));
    }
    if (request.type === 'measure')
      return measure(request.lesson, request.exercise, request.source);
    const { exercise, calls } = current!;
    const outcomes: Outcome[] = calls.map((call, i) =>
      judge(call, expectedOf(exercise, call), request.replies[i] ?? 'it was not called'),
    );
    return resultOf(exercise, outcomes);
  };

  addEventListener('message', ({ data }: MessageEvent<GradeRequest>) => {
    answer(data).then(
      (value) => postMessage({ id: data.id, value }),
      (error: Error) => postMessage({ id: data.id, error: error.message }),
    );
  });
}
