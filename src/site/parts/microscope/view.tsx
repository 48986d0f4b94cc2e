import { useState } from 'preact/hooks';
import type { OpenRun } from '../../client/microscope';
import { bytes } from '../numbers';
import type { Address } from './address';
import { FIRST_PINS, MORE_PINS, Pins, Why } from './answers';
import { Bytes } from './bytes';
import { type Focus, focusObject } from './focus';
import { Graph } from './graph';
import { Heap, type HeapProps } from './heap';
import type { Moment } from './moment';
import { Program } from './program';
import { Strip, StripToCome } from './strip';
import { useAnswer, useLastAnswer } from './use-run';
import { Words } from './words';

/** A picture beside the program: names with objects, the bytes of one, the heap, memory over the run. */
export type Panel = 'objects' | 'bytes' | 'heap' | 'memory';

export const PANELS: readonly Panel[] = ['objects', 'bytes', 'heap', 'memory'];

export interface ViewProps {
  readonly address: Address;
  /** The run, to ask it for more; none in a picture that cannot be touched. */
  readonly run?: OpenRun;
  /** The run of the second version. */
  readonly other?: OpenRun | undefined;
  readonly moment: Moment;
  readonly otherMoment: Moment | undefined;
  readonly panels: readonly Panel[];
  go(step: number): void;
  change(by: Partial<Address>): void;
}

const focusOf = (pool: string | undefined): Focus | undefined => {
  if (pool === undefined) return undefined;
  const [arena, index] = pool.split(':').map(Number) as [number, number];
  return { arena, pool: index };
};

/** The pictures of one moment. */
export function View({ address, run, other, moment, otherMoment, panels, go, change }: ViewProps) {
  const has = (panel: Panel): boolean => panels.includes(panel);
  const { step } = moment.step;
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const [question, setQuestion] = useState<
    | {
        readonly kind: 'why' | 'pins';
        readonly of: number;
        readonly step: number;
        /** Blocks of an arena that are listed. */
        readonly most?: number;
      }
    | undefined
  >(undefined);
  const picked = address.object ?? focusObject(moment);
  const open = pointed ?? picked;
  const object =
    open === undefined ? undefined : (moment.objects.get(open) ?? moment.objectsBefore.get(open));
  const shownAt = object && moment.objects.has(object.address) ? step : step - 1;
  const fieldKey = (at: number): string => `${moment.run.info.python} ${at} ${open}`;
  const fields = (at: number) =>
    run && object && at >= 0 ? () => run.fields(at, object.address) : undefined;
  const table = useAnswer(fields(shownAt), fieldKey(shownAt));
  const before = object && moment.objectsBefore.has(object.address) ? shownAt - 1 : -1;
  const tableBefore = useAnswer(fields(before), fieldKey(before));
  const asked = question?.step === step ? question : undefined;
  const why = useAnswer(
    asked?.kind === 'why' && run
      ? () => run.why(step, asked.of).then((reason) => ({ reason }))
      : undefined,
    `why ${step} ${asked?.of}`,
  );
  const most = asked?.most ?? FIRST_PINS;
  const pins = useLastAnswer(
    asked?.kind === 'pins' && run ? () => run.pins(step, asked.of, most) : undefined,
    `pins ${step} ${asked?.of}`,
    String(most),
  );
  const pick = (of: number): void => {
    const place = (moment.objects.get(of) ?? moment.objectsBefore.get(of))?.place;
    change({
      object: of,
      pool: place ? `${place.arena}:${place.pool}` : address.pool,
    });
  };
  const onFocus = ({ arena, pool }: Focus): void => {
    setQuestion(undefined);
    change({ pool: `${arena}:${pool}` });
  };
  return (
    <>
      <Narration moment={moment} other={otherMoment} figures={has('heap') || has('memory')} />
      <div class="panels">
        <section aria-label="Program">
          <h2 class="t">Program</h2>
          <Program run={moment.run} at={step} onGo={go} />
          {run && run.facts.output !== '' && (
            <details class="output">
              <summary>What it printed, in the whole run</summary>
              <pre>{run.facts.output}</pre>
            </details>
          )}
        </section>
        {!otherMoment && (has('objects') || has('bytes')) && (
          <div class="middle">
            {has('objects') && (
              <Graph
                moment={moment}
                picked={picked}
                onPick={({ address: of }) => pick(of)}
                onPoint={(pointedAt) => setPointed(pointedAt?.address)}
              />
            )}
            {has('bytes') && (
              <Bytes moment={moment} object={object} table={table} tableBefore={tableBefore} />
            )}
            {run && object && shownAt === step && (
              <p class="asks">
                <button
                  type="button"
                  class="link"
                  onClick={() => setQuestion({ kind: 'why', of: object.address, step })}
                >
                  Why is it alive?
                </button>
              </p>
            )}
            {why && asked && (
              <Why reason={why.reason} count={moment.objects.get(asked.of)?.refcount ?? null} />
            )}
          </div>
        )}
        {has('heap') && (
          <div>
            <Heap
              moment={moment}
              focus={focusOf(address.pool)}
              picked={picked}
              {...(otherMoment ? { version: address.python } : {})}
              onFocus={onFocus}
              onPick={pick}
              run={run}
              {...(run
                ? { onPins: (arena) => setQuestion({ kind: 'pins', of: arena, step }) }
                : {})}
            />
            {pins && asked && (
              <Pins
                arena={asked.of}
                {...pins}
                onPick={pick}
                onGo={go}
                onMore={() => setQuestion({ ...asked, most: most + MORE_PINS })}
              />
            )}
          </div>
        )}
        {has('heap') && otherMoment && (
          <OtherHeap moment={otherMoment} run={other} version={address.beside ?? ''} />
        )}
      </div>
      {has('memory') &&
        (run ? (
          <Strip
            run={moment.run}
            beside={otherMoment && other ? other.facts : undefined}
            at={step}
            onGo={go}
          />
        ) : (
          <StripToCome />
        ))}
    </>
  );
}

/** The heap of the second version: its pools are opened here alone. */
function OtherHeap({
  moment,
  run,
  version,
}: Pick<HeapProps, 'moment' | 'run'> & { readonly version: string }) {
  const [focus, setFocus] = useState<{ readonly at: number; readonly focus: Focus } | undefined>(
    undefined,
  );
  const { step } = moment.step;
  return (
    <Heap
      moment={moment}
      focus={focus?.at === step ? focus.focus : undefined}
      picked={undefined}
      run={run}
      version={version}
      onFocus={(next) => setFocus({ at: step, focus: next })}
      onPick={() => {}}
    />
  );
}

/** The sentence and the three figures. */
function Narration({
  moment,
  other,
  figures,
}: {
  readonly moment: Moment;
  readonly other: Moment | undefined;
  readonly figures: boolean;
}) {
  const { step, stepBefore = step } = moment;
  return (
    <div class="say">
      <p aria-live="polite">
        {step.step > 0 && <span class="sr">Line {step.line}. </span>}
        {other && <Version python={moment.run.info.python} />}
        <Words moment={moment} />
        {other && (
          <>
            <br />
            <Version python={other.run.info.python} />
            <Words moment={other} />
          </>
        )}
      </p>
      {figures && (
        <div class="figures num">
          {other && <span class="of">Python {moment.run.info.python}</span>}
          <Figure name="resident" now={step.rss} before={stepBefore.rss} write={bytes} />
          <Figure name="in blocks" now={step.inBlocks} before={stepBefore.inBlocks} write={bytes} />
          <Figure
            name={step.arenaCount === 1 ? 'arena' : 'arenas'}
            now={step.arenaCount}
            before={stepBefore.arenaCount}
            write={String}
          />
        </div>
      )}
    </div>
  );
}

/** Whose sentence follows. */
function Version({ python }: { readonly python: string }) {
  return (
    <>
      <span class="version m">
        {python}
        <span class="sr">:</span>
      </span>{' '}
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly now: number;
  readonly before: number;
  write(n: number): string;
}

function Figure({ name, now, before, write }: FigureProps) {
  return (
    <span>
      <b>{write(now)}</b>
      {name}{' '}
      {now !== before && (
        <span class="change">
          {now > before ? '+' : '−'}
          {write(Math.abs(now - before))}
        </span>
      )}
    </span>
  );
}
