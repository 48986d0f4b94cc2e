import { useEffect, useRef, useState } from 'preact/hooks';
import { type Example, GALLERY } from '../../gallery';
import { bytes } from '../numbers';
import { type Address, addressText, type Known, LONGEST, readAddress } from './address';
import { Pins, Why } from './answers';
import { Bytes } from './bytes';
import { type Focus, focusObject } from './focus';
import { Graph } from './graph';
import { Heap } from './heap';
import type { Moment } from './moment';
import { OwnProgram } from './own-program';
import { Program } from './program';
import { Strip } from './strip';
import { PACES, Transport } from './transport';
import { type RunState, useAnswer, useMoment, useRun } from './use-run';
import { Words } from './words';

export interface MicroscopeData {
  readonly versions: readonly string[];
  readonly version: string;
}

/** All of the microscope page: what it shows is in its address. */
export function MicroscopePart({ versions, version }: MicroscopeData) {
  const known: Known = { versions, version, examples: GALLERY.map(({ name }) => name) };
  const [address, setAddress] = useState<Address>(() => readAddress(location.hash, known));
  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash, known));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const change = (by: Partial<Address>): void =>
    setAddress((before) => {
      const next = { ...before, play: false, ...by };
      const program = next.program !== before.program || next.example !== before.example;
      const text = addressText(next);
      if (text.length > LONGEST) return next;
      // Another program is another place: Back leads to the one before.
      if (program) history.pushState(null, '', text);
      else history.replaceState(null, '', text);
      return next;
    });
  const example = GALLERY.find(({ name }) => name === address.example);
  const source = address.program ?? example?.source ?? '';
  return (
    <Stage
      key={source}
      address={address}
      example={example}
      source={source}
      versions={versions}
      change={change}
    />
  );
}

interface StageProps {
  readonly address: Address;
  readonly example: Example | undefined;
  readonly source: string;
  readonly versions: readonly string[];
  change(by: Partial<Address>): void;
}

function Stage({ address, example, source, versions, change }: StageProps) {
  const { python, beside, embed } = address;
  const first = useRun(python, source);
  const second = useRun(beside, source);
  const run = first.kind === 'open' ? first.run : undefined;
  const other = second.kind === 'open' ? second.run : undefined;
  const last = run ? run.facts.steps.length - 1 : 0;
  const at = Math.min(address.step, last);
  const moment = useMoment(run, at);
  const otherMoment = useMoment(other, at);
  const [own, setOwn] = useState(false);
  const [pace, setPace] = useState<number>(PACES[1][0]);
  const [playing, setPlaying] = useState(address.play);
  const go = (step: number): void =>
    change({ step: Math.max(0, Math.min(last, step)), object: undefined, pool: undefined });

  // The clock reads where it is when it strikes.
  const clock = useRef({ at, last, go });
  clock.current = { at, last, go };
  useEffect(() => {
    if (!playing || !run) return;
    if (clock.current.at === clock.current.last) clock.current.go(0);
    const timer = setInterval(() => {
      const now = clock.current;
      if (now.at >= now.last) setPlaying(false);
      else now.go(now.at + 1);
    }, pace);
    return () => clearInterval(timer);
  }, [playing, pace, run]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (/^(SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable) return;
      if (document.querySelector('dialog[open]')) return;
      const inRange = target.tagName === 'INPUT';
      const now = clock.current;
      if (event.key === 'ArrowRight' && !inRange) now.go(now.at + 1);
      else if (event.key === 'ArrowLeft' && !inRange) now.go(now.at - 1);
      else if (event.key === ' ' && target.tagName !== 'BUTTON') setPlaying((on) => !on);
      else if (event.key === 'Home' && !inRange) now.go(0);
      else if (event.key === 'End' && !inRange) now.go(now.last);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  return (
    <div class={`microscope${beside ? ' compare' : ''}${embed ? ' embed' : ''}`}>
      <div class="head">
        <h1>Where do the bytes go?</h1>
        <Choices
          address={address}
          versions={versions}
          change={change}
          onOwn={() => {
            setPlaying(false);
            setOwn(true);
          }}
        />
      </div>
      {example && !embed && !own && (
        <p class="look">
          <b>{example.title}.</b> {example.look}
        </p>
      )}
      {own && (
        <OwnProgram
          source={source}
          onRun={(program) => {
            setOwn(false);
            change({ program, example: undefined, step: 0, object: undefined, pool: undefined });
          }}
          onCancel={() => setOwn(false)}
        />
      )}
      <Notice state={first} python={python} />
      {beside && <Notice state={second} python={beside} />}
      {run && moment && !own && (
        <>
          <Transport
            run={run.facts}
            at={at}
            playing={playing}
            pace={pace}
            onGo={go}
            onPlay={setPlaying}
            onPace={setPace}
          />
          <View
            address={address}
            first={first}
            second={second}
            moment={moment}
            otherMoment={beside ? otherMoment : undefined}
            go={go}
            change={change}
          />
        </>
      )}
    </div>
  );
}

interface ChoicesProps extends Pick<StageProps, 'address' | 'versions' | 'change'> {
  onOwn(): void;
}

/** Program and versions. */
function Choices({ address, versions, change, onOwn }: ChoicesProps) {
  return (
    <div class="pick">
      {!address.embed && (
        <label>
          program{' '}
          <select
            value={address.example ?? ''}
            onChange={({ currentTarget }) => {
              const { beside } = GALLERY.find(({ name }) => name === currentTarget.value) ?? {};
              change({
                example: currentTarget.value,
                program: undefined,
                step: 0,
                object: undefined,
                pool: undefined,
                ...(address.beside === undefined ? {} : { beside: beside ?? address.beside }),
              });
            }}
          >
            {address.example === undefined && <option value="">your own</option>}
            {GALLERY.map(({ name, title }) => (
              <option key={name} value={name} selected={name === address.example}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      {!address.embed && (
        <button type="button" class="link" onClick={onOwn}>
          {address.example === undefined ? 'edit it' : 'paste your own'}
        </button>
      )}
      <label>
        Python{' '}
        <select
          value={address.python}
          onChange={({ currentTarget }) => change({ python: currentTarget.value })}
        >
          {versions.map((version) => (
            <option key={version} selected={version === address.python}>
              {version}
            </option>
          ))}
        </select>
      </label>
      <label>
        beside{' '}
        <select
          value={address.beside ?? ''}
          aria-label="Second version, side by side"
          onChange={({ currentTarget }) => change({ beside: currentTarget.value || undefined })}
        >
          <option value="">no second version</option>
          {versions.map((version) => (
            <option key={version} value={version} selected={version === address.beside}>
              {version}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** What stands in the way, or is on the way; also how a program ended that did not run through. */
function Notice({ state, python }: { readonly state: RunState; readonly python: string }) {
  if (state.kind === 'recording') {
    return (
      <p class="state" role="status">
        Running it on Python {python}, step by step…{' '}
        <button type="button" class="btn" onClick={state.stop}>
          Stop
        </button>
      </p>
    );
  }
  if (state.kind === 'failed') {
    return (
      <p class="state problem" role="alert">
        {state.message === 'stopped'
          ? 'Stopped. Choose a program or a version to run it again.'
          : state.message}
      </p>
    );
  }
  if (state.kind === 'none') return null;
  const { end, every, lines } = state.run.facts.info;
  return (
    <>
      {end.kind === 'failed' && (
        <details class="state" open>
          <summary>On Python {python} an exception ended the program</summary>
          <pre class="traceback">{end.traceback}</pre>
        </details>
      )}
      {end.kind === 'stopped' && (
        <p class="state" role="status">
          On Python {python} the recording ended {LIMITS[end.limit](end.value)}. You see what ran
          until then.
        </p>
      )}
      {every > 1 && (
        <p class="state">
          {lines.toLocaleString('en').replace(/,/g, '\u00a0')} lines ran. A step here is {every} of
          them.
        </p>
      )}
    </>
  );
}

const LIMITS = {
  lines: (n: number) => `after ${n.toLocaleString('en').replace(/,/g, '\u00a0')} lines`,
  seconds: (n: number) => `after ${n} seconds`,
  bytes: (n: number) => `when it took ${bytes(n)} of this browser’s memory`,
};

interface ViewProps {
  readonly address: Address;
  readonly first: RunState;
  readonly second: RunState;
  readonly moment: Moment;
  readonly otherMoment: Moment | undefined;
  go(step: number): void;
  change(by: Partial<Address>): void;
}

const focusOf = (pool: string | undefined): Focus | undefined => {
  if (pool === undefined) return undefined;
  const [arena, index] = pool.split(':').map(Number) as [number, number];
  return { arena, pool: index };
};

/** The pictures of one moment. */
function View({ address, first, second, moment, otherMoment, go, change }: ViewProps) {
  const run = first.kind === 'open' ? first.run : undefined;
  const { step } = moment.step;
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const [question, setQuestion] = useState<
    { readonly kind: 'why' | 'pins'; readonly of: number; readonly step: number } | undefined
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
  const pins = useAnswer(
    asked?.kind === 'pins' && run ? () => run.pins(step, asked.of) : undefined,
    `pins ${step} ${asked?.of}`,
  );
  const pick = (of: number): void => {
    const place = (moment.objects.get(of) ?? moment.objectsBefore.get(of))?.place;
    change({
      object: of,
      pool: place ? `${place.arena}:${place.pool}` : address.pool,
    });
  };
  const onFocus = ({ arena, pool }: Focus): void => change({ pool: `${arena}:${pool}` });
  const other = otherMoment && second.kind === 'open' ? second.run : undefined;
  return (
    <>
      <Narration moment={moment} other={otherMoment} />
      <div class="panels">
        <section aria-label="Program">
          <h2 class="t">Program</h2>
          <Program run={moment.run} at={step} onGo={go} />
          {run && run.facts.output !== '' && (
            <details class="output">
              <summary>What it printed</summary>
              <pre>{run.facts.output}</pre>
            </details>
          )}
        </section>
        {!otherMoment && (
          <div class="middle">
            <Graph
              moment={moment}
              picked={picked}
              onPick={({ address: of }) => pick(of)}
              onPoint={(pointedAt) => setPointed(pointedAt?.address)}
            />
            <Bytes moment={moment} object={object} table={table} tableBefore={tableBefore} />
            {object && shownAt === step && (
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
            {why && <Why reason={why.reason} />}
          </div>
        )}
        <div>
          <Heap
            moment={moment}
            focus={focusOf(address.pool)}
            picked={picked}
            {...(otherMoment ? { version: address.python } : {})}
            onFocus={onFocus}
            onPick={pick}
            onPins={(arena) => setQuestion({ kind: 'pins', of: arena, step })}
          />
          {pins && asked && <Pins arena={asked.of} {...pins} onPick={pick} onGo={go} />}
        </div>
        {otherMoment && <OtherHeap moment={otherMoment} version={address.beside ?? ''} />}
      </div>
      <Strip run={moment.run} beside={other?.facts} at={step} onGo={go} />
    </>
  );
}

/** The heap of the second version: its pools are opened here alone. */
function OtherHeap({ moment, version }: { readonly moment: Moment; readonly version: string }) {
  const [focus, setFocus] = useState<{ readonly at: number; readonly focus: Focus } | undefined>(
    undefined,
  );
  const { step } = moment.step;
  return (
    <Heap
      moment={moment}
      focus={focus?.at === step ? focus.focus : undefined}
      picked={undefined}
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
}: {
  readonly moment: Moment;
  readonly other: Moment | undefined;
}) {
  const { step, stepBefore = step } = moment;
  return (
    <div class="say">
      <p aria-live="polite">
        {step.step > 0 && <span class="sr">Line {step.line}. </span>}
        {other && <span class="version m">{moment.run.info.python}</span>}
        <Words moment={moment} />
        {other && (
          <>
            <br />
            <span class="version m">{other.run.info.python}</span>
            <Words moment={other} />
          </>
        )}
      </p>
      <div class="figures num">
        <Figure name="resident" now={step.rss} before={stepBefore.rss} write={bytes} />
        <Figure name="in blocks" now={step.inBlocks} before={stepBefore.inBlocks} write={bytes} />
        <Figure
          name={step.arenaCount === 1 ? 'arena' : 'arenas'}
          now={step.arenaCount}
          before={stepBefore.arenaCount}
          write={String}
        />
      </div>
    </div>
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
