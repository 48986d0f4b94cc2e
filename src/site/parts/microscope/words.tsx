import type { ComponentChildren } from 'preact';
import type { FrameState, ObjectState, StepFact } from '../../../recording/types';
import { bytes, counted, spaced } from '../numbers';
import { fateOf, type Moment, nameChanges } from './moment';

/* What happened in a step, in one or two sentences: the number first, then why. */

type Sentence = ComponentChildren;

type FactOf<K extends StepFact['kind'], F = StepFact> = F extends { kind: infer Kind }
  ? K extends Kind
    ? F
    : never
  : never;

function factOf<K extends StepFact['kind']>({ state }: Moment, kind: K): FactOf<K> | undefined {
  return state.facts.find((fact): fact is FactOf<K> => fact.kind === kind);
}

/** What the step is about: its first sentence. */
function firstSentence(moment: Moment): Sentence {
  const { step } = moment;
  const collected = factOf(moment, 'collected');
  if (collected) return <Collected {...collected} freedBlocks={step.freed} />;
  const { born, died, moved } = nameChanges(moment);
  const unreachable = factOf(moment, 'unreachable');
  if (unreachable) {
    return step.freed > 0 ? (
      <>
        <b>{counted(unreachable.count, 'object')}</b> can no longer be reached by any name, and wait
        for the collector. {counted(step.freed, 'block')} {step.freed === 1 ? 'is' : 'are'} freed.
      </>
    ) : (
      <>
        {died.length > 1
          ? 'The names are gone'
          : died.length === 1
            ? 'The name is gone'
            : 'No name leads there any more'}
        , but <b>nothing is freed</b>:{' '}
        {unreachable.count === 1
          ? 'the object still refers to itself'
          : 'the objects still refer to each other'}
        .
      </>
    );
  }
  const grew = factOf(moment, 'container-grew');
  if (grew && born.length === 0) return <Grew {...grew} />;
  if (died.length > 0 && step.freed > 0) {
    return (
      <>
        <b>{counted(step.freed, 'block')}</b> {step.freed === 1 ? 'is' : 'are'} freed.
      </>
    );
  }
  const named = born[0] ?? moved[0];
  const object = named && moment.objects.get(named.address);
  const changes = step.allocated + step.freed > 0;
  if (object && !(isPlain(object) && !isNew(object, moment) && changes))
    return <Named name={named.name} object={object} moment={moment} />;
  return <Blocks allocated={step.allocated} freed={step.freed} />;
}

/** A number, a text, None and the like: what it is says more than where it came from. */
const isPlain = ({ type, refcount }: ObjectState): boolean =>
  refcount === null || /^(int|float|str|bytes|bool|NoneType|complex)$/.test(type);

const isNew = ({ step }: ObjectState, moment: Moment): boolean => step === moment.step.step;

/** The body of a class statement has a frame too, but nobody called it. */
function isClassBody({ run }: Moment, { function: name }: FrameState): boolean {
  return new RegExp(`^\\s*class\\s+${name}\\b`, 'm').test(run.info.source);
}

/** A call that began or ended with the step. */
function Calls({ moment }: { readonly moment: Moment }) {
  const { state, before } = moment;
  if (!before) return null;
  const now = state.frames.length;
  const then = before.frames.length;
  const began = now > then ? state.frames[0] : undefined;
  const ended = now < then ? before.frames[0] : undefined;
  if (began && !isClassBody(moment, began)) return <>{began.function}() is called. </>;
  if (ended && !isClassBody(moment, ended)) return <>{ended.function}() is over. </>;
  return null;
}

function Collected({
  generation,
  found,
  freed,
  freedBlocks,
}: FactOf<'collected'> & { readonly freedBlocks: number }) {
  if (found === 0) {
    return (
      <>
        The collector ran and found no garbage.
        {freedBlocks > 0 && (
          <>
            {' '}
            It emptied free lists: <b>{counted(freedBlocks, 'block')}</b> went back.
          </>
        )}
      </>
    );
  }
  return (
    <>
      The collector ran. It found <b>{counted(found, 'object')}</b> that no name could reach
      {freed === found ? ' and freed ' : `, and freed ${spaced(freed)} of `}
      {found === 1 ? 'it' : 'them'}.
      {freedBlocks > 0 && (
        <>
          {' '}
          {generation === 2 ? 'A full collection empties the free lists too: ' : 'With that '}
          {counted(freedBlocks, 'block')} went back.
        </>
      )}
    </>
  );
}

const PARTS: Readonly<Record<string, string>> = {
  ob_item: 'its array',
  ma_keys: 'its table',
  table: 'its table',
  ob_bytes: 'its buffer',
};

function Grew({ type, part, to, moved }: FactOf<'container-grew'>) {
  return (
    <>
      The {type} has outgrown {PARTS[part] ?? part}.{' '}
      {moved ? (
        <>
          It moves to <b>a larger block, of {bytes(to)}</b>, with room to grow.
        </>
      ) : (
        <>
          Its block grows <b>in place, to {bytes(to)}</b>.
        </>
      )}
    </>
  );
}

function Named({
  name,
  object,
  moment,
}: {
  readonly name: string;
  readonly object: ObjectState;
  readonly moment: Moment;
}) {
  const reused = moment.state.facts.some(({ kind }) => kind === 'reused');
  if (isPlain(object)) {
    return (
      <>
        <code>{name}</code> is now <code>{object.value}</code>
        {isNew(object, moment) && `, a new ${object.type}`}.
      </>
    );
  }
  if (!isNew(object, moment)) {
    return (
      <>
        <code>{name}</code> names an object that was there already
        {object.refcount === null ? '' : ': its count goes up by one'}.
      </>
    );
  }
  const many = object.length !== undefined && object.length > 0;
  return (
    <>
      <code>{name}</code> names a new {object.type}
      {many && <> of {counted(object.length!, 'item')}</>}.
      {reused && moment.step.allocated < 20 && (
        <>
          {' '}
          Its memory comes <b>from a free list</b>: a dead object’s block, used again.
        </>
      )}
    </>
  );
}

function Blocks({ allocated, freed }: { readonly allocated: number; readonly freed: number }) {
  if (allocated === 0 && freed === 0)
    return <>No block changes hands: the line works with memory that is there.</>;
  if (freed === 0)
    return (
      <>
        <b>{counted(allocated, 'block')}</b> allocated.
      </>
    );
  if (allocated === 0)
    return (
      <>
        <b>{counted(freed, 'block')}</b> freed.
      </>
    );
  return (
    <>
      <b>{counted(allocated, 'block')}</b> allocated, <b>{spaced(freed)}</b> freed.
    </>
  );
}

/** What the step did to the process beside it. */
function* moreSentences(moment: Moment): Generator<Sentence> {
  const { step } = moment;
  const obtained = factOf(moment, 'arenas-obtained');
  if (obtained) {
    yield (
      <>
        pymalloc takes <b>{counted(obtained.count, 'new arena')}</b> from the system.
      </>
    );
  }
  const mapped = factOf(moment, 'mapped');
  if (mapped && !obtained) {
    yield (
      <>
        <b>{bytes(mapped.bytes)}</b> come straight from the system, outside the arenas.
      </>
    );
  }
  const returned = factOf(moment, 'arenas-returned');
  if (returned) {
    yield (
      <>
        <b>
          {counted(returned.count, 'arena')} {returned.count === 1 ? 'goes' : 'go'} back
        </b>{' '}
        to the system{returned.first ? ', the first to do so' : ''}.
      </>
    );
  }
  const pinned = factOf(moment, 'arenas-pinned');
  if (pinned && !returned && step.freed - step.allocated > 1000) {
    yield (
      <>
        Yet no arena goes back: in each, <b>at least one object survives</b>.
      </>
    );
  }
  // Only what was in the picture: the interpreter's own tuples come and go all the time.
  const died = [...moment.objectsBefore.values()].find(
    (object) => !moment.objects.has(object.address) && fateOf(moment, object) === 'kept',
  );
  if (died && !returned && !pinned) {
    yield (
      <>
        The dead {died.type} waits <b>on a free list</b>, for the next {died.type}.
      </>
    );
  }
}

/** The narration of a step. */
export function Words({ moment }: { readonly moment: Moment }) {
  const { step, run } = moment;
  if (step.step === 0) {
    return (
      <>
        The interpreter is ready. Nothing of your program has run yet. Press <b>→</b> to run{' '}
        {run.info.every === 1 ? 'one line' : `${run.info.every} lines`}.
      </>
    );
  }
  const { end } = run.info;
  const last = step.step === run.steps.length - 1;
  return (
    <>
      {step.lines > 1 && <>{counted(step.lines, 'line')} ran. </>}
      <Calls moment={moment} />
      {firstSentence(moment)}
      {[...moreSentences(moment)].map((sentence) => (
        <> {sentence}</>
      ))}
      {last && end.kind === 'failed' && <> Here an exception ended the program.</>}
      {last && end.kind === 'stopped' && <> Here the recording ended.</>}
    </>
  );
}
