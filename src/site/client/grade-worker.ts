import { Random } from '../../grading/exercise';
import { hash32 } from '../../grading/hash';
import { expectedOf, hiddenCalls, judge, resultOf } from '../../grading/judge';
import type { AnyExercise } from '../../grading/lessons';
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
  | {
      readonly type: 'judge';
      readonly id: number;
      /** A reply for each call, or the reason why there is none. */
      readonly replies: readonly (CallReply | string)[];
    };

type Lessons = Readonly<
  Record<string, () => Promise<{ readonly exercises: Record<string, AnyExercise> }>>
>;

/** Answers the page's messages with the lessons that there are (grade-entry, made by the build). */
export function serveGrading(lessons: Lessons): void {
  let current:
    | { readonly exercise: AnyExercise; readonly calls: readonly HiddenCall[] }
    | undefined;

  const answer = async (request: GradeRequest): Promise<unknown> => {
    if (request.type === 'calls') {
      const { exercises } = await lessons[request.lesson]!();
      const exercise = Object.values(exercises).find(({ id }) => id === request.exercise)!;
      // For practice, where nothing is secret: the same code gets the same inputs again.
      const randomOf = (check: number): Random =>
        new Random(hash32(`${exercise.id}\n${check}\n${request.source}`));
      current = { exercise, calls: hiddenCalls(exercise, randomOf) };
      return current.calls.map(({ args }) => args.map(toPlain));
    }
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
