import type { ComponentChildren } from 'preact';
import type { FrameState, ObjectState, StepFact } from '../../../recording/types';
import { bytes, counted, spaced } from '../numbers';
import { countChanges, FewCounts, isPlain, Quiet } from './counts';
import { fateOf, letterOf, type Moment, nameChanges } from './moment';

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
  const collectionEnded = factOf(moment, 'collection-ended');
  if (collectionEnded) return <CollectionEnded {...collectionEnded} freedBlocks={step.freed} />;
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
  const named = born[0] ?? moved[0];
  const object = named && moment.objects.get(named.address);
  const ended = endedCall(moment);
  // The names of a call that is over are gone, but what its result is called says more.
  if (object && ended)
    return (
      <>
        <Named name={named.name} object={object} moment={moment} />
        {step.freed > 0 && <> {freedSentence(step.freed)}</>}
      </>
    );
  if (died.length > 0 && !ended) {
    // It lives on where something else refers to it.
    const less = countChanges(moment).find(
      ([{ address, refcount }, before]) =>
        refcount! < before && died.some((name) => name.address === address),
    );
    if (less)
      return (
        <>
          The {less[0].type} has <b>{counted(less[0].refcount!, 'reference')}</b> instead of{' '}
          {less[1]}
          {step.freed > 0 ? <>. {freedSentence(step.freed)}</> : ': nothing is freed.'}
        </>
      );
  }
  if (died.length > 0 && step.freed > 0) return freedSentence(step.freed);
  const changes = step.allocated + step.freed > 0;
  if (object && !(isPlain(object) && !isNew(object, moment) && changes))
    return <Named name={named.name} object={object} moment={moment} />;
  if (!changes) return <Quiet moment={moment} />;
  return (
    <>
      <Blocks allocated={step.allocated} freed={step.freed} />
      {!ended && !begunCall(moment) && <FewCounts moment={moment} />}
    </>
  );
}

const freedSentence = (blocks: number): Sentence => (
  <>
    <b>{counted(blocks, 'block')}</b> {blocks === 1 ? 'is' : 'are'} freed.
  </>
);

const isNew = ({ step }: ObjectState, moment: Moment): boolean => step === moment.step.step;

/** A call that began with the step. */
function begunCall({ state, before }: Moment): FrameState | undefined {
  return before && state.frames.length > before.frames.length ? state.frames[0] : undefined;
}

/** A call that ended with the step. */
function endedCall({ state, before }: Moment): FrameState | undefined {
  return before && state.frames.length < before.frames.length ? before.frames[0] : undefined;
}

/** Whether the call that ended with the step made an object: it began in the last line that was less deep. */
function isOfEndedCall({ step: made }: ObjectState, moment: Moment): boolean {
  if (made === undefined || !endedCall(moment)) return false;
  const { steps } = moment.run;
  let began = moment.step.step - 1;
  while (began > 0 && steps[began]!.depth >= moment.step.depth) began--;
  return made >= began;
}

/** A call that began or ended with the step. */
function Calls({ moment }: { readonly moment: Moment }) {
  const began = begunCall(moment);
  const ended = endedCall(moment);
  // The body of a class statement has a frame too, but nobody called it.
  if (began?.kind === 'function') return <>{began.function}() is called. </>;
  if (ended?.kind === 'function') return <>{ended.function}() is over. </>;
  return null;
}

function Collected({
  generation,
  found,
  freed,
  goesOn,
  freedBlocks,
}: FactOf<'collected'> & { readonly freedBlocks: number }) {
  if (goesOn) {
    return (
      <>
        The collector runs. It found <b>{counted(found, 'object')}</b> that no name can reach.
        Before it frees {found === 1 ? 'it' : 'them'}, it calls finalizers.
      </>
    );
  }
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

/** The last line of a finalizer that a collection called. */
function CollectionEnded({
  line,
  freed,
  freedBlocks,
}: FactOf<'collection-ended'> & { readonly freedBlocks: number }) {
  return (
    <>
      The finalizers have run, and the collection that began in line {line} frees{' '}
      <b>{counted(freed, 'object')}</b>
      {freedBlocks > 0 && <>, with that {counted(freedBlocks, 'block')}</>}.
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
  if (isPlain(object)) {
    return (
      <>
        <code>{name}</code> is now <code>{object.value}</code>
        {isNew(object, moment) && `, a new ${object.type}`}.
      </>
    );
  }
  if (!isNew(object, moment) && !isOfEndedCall(object, moment)) {
    return (
      <>
        <code>{name}</code> names an object that was there already
        <CountNow object={object} moment={moment} />.
      </>
    );
  }
  const many = object.length !== undefined && object.length > 0;
  return (
    <>
      <code>{name}</code> names a new {object.type}
      {many && <> of {counted(object.length!, 'item')}</>}.
      {moment.step.allocated < 20 && <WhereFrom object={object} moment={moment} />}
    </>
  );
}

interface ObjectOfMoment {
  readonly object: ObjectState;
  readonly moment: Moment;
}

/** What became of the count of an object that got a name. */
function CountNow({ object: { address, refcount }, moment }: ObjectOfMoment) {
  const before = moment.objectsBefore.get(address)?.refcount ?? undefined;
  if (refcount === null || before === undefined || before === refcount) return null;
  return refcount === before + 1 ? (
    <>: its count goes up by one</>
  ) : (
    <>
      : its count is {refcount} instead of {before}
    </>
  );
}

/** The block of a new object, when it is one that was used before. */
function WhereFrom({ object, moment }: ObjectOfMoment) {
  const { before } = moment;
  if (before?.freeLists.some(({ addresses }) => addresses.includes(object.address)))
    return (
      <>
        {' '}
        Its memory comes <b>from a free list</b>: a dead {object.type}’s block, used again.
      </>
    );
  const { place } = object;
  if (!place || letterOf(before, place) !== 'f') return null;
  // pymalloc has the first block that was never used ready as a free one.
  if (letterOf(before, { ...place, block: place.block + 1 }) === 'n') return null;
  return (
    <>
      {' '}
      It lies <b>in a block that was free</b>.
    </>
  );
}

function Blocks({ allocated, freed }: { readonly allocated: number; readonly freed: number }) {
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
  if (step.raised !== undefined) {
    yield (
      <>
        It raises <b>{step.raised}</b>, and the program goes on where that is handled.
      </>
    );
  }
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

/** Before the first line: how to run it, when there is one. */
function Ready({ run: { info, steps } }: Pick<Moment, 'run'>) {
  if (steps.length > 1)
    return (
      <>
        Nothing of your program has run yet. Press <b>→</b> to run{' '}
        {info.every === 1 ? 'one line' : `${info.every} lines`}.
      </>
    );
  if (info.end.kind !== 'finished') return <>Nothing of your program ran.</>;
  return <>Your program has no line that runs: it has comments and empty lines only.</>;
}

/** The narration of a step. */
export function Words({ moment }: { readonly moment: Moment }) {
  const { step, run } = moment;
  if (step.step === 0) {
    return (
      <>
        The interpreter is ready. <Ready run={run} />
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
