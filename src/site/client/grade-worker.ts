import { Random } from '../../grading/exercise';
import { hash32 } from '../../grading/hash';
import { type Answered, judge, resultOf } from '../../grading/judge';
import type { AnyExercise } from '../../grading/lessons';
import type { HiddenCall } from '../../grading/results';
import { fromPlain, toPlain } from '../../kernel/plain';
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

/** For practice, where nothing is at stake, a learner's own code draws the inputs: it gets the same twice. */
function practiceCalls(exercise: AnyExercise, source: string): HiddenCall[] {
  const random = new Random(hash32(`${exercise.id}\n${source}`));
  return exercise.checks.flatMap(({ calls }, check) =>
    calls(random).map((args) => ({ check, args })),
  );
}

function answeredBy(reply: CallReply | string): Answered {
  if (typeof reply === 'string') return { kind: 'ended', got: reply };
  if (reply.status === 'missing') return { kind: 'missing' };
  if (reply.status === 'error') return { kind: 'threw', got: reply.error.ename };
  return { kind: 'value', got: fromPlain(reply.value) };
}

/** Answers the page's messages with the lessons that there are (grade-entry, made by the build). */
export function serveGrading(lessons: Lessons): void {
  let current:
    | { readonly exercise: AnyExercise; readonly calls: readonly HiddenCall[] }
    | undefined;

  const answer = async (request: GradeRequest): Promise<unknown> => {
    if (request.type === 'calls') {
      const { exercises } = await lessons[request.lesson]!();
      const exercise = Object.values(exercises).find(({ id }) => id === request.exercise)!;
      current = { exercise, calls: practiceCalls(exercise, request.source) };
      return current.calls.map(({ args }) => args.map(toPlain));
    }
    const { exercise, calls } = current!;
    const outcomes = calls.map((call, i) =>
      judge(exercise, call, answeredBy(request.replies[i] ?? 'it was not called')),
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
