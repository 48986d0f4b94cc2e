import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { StepState } from '../../../recording';
import { ask, Stopped, stop } from '../../client/microscope';
import type { Run } from '../../client/microscope-worker';
import { type Address, addressText, readAddress } from './address';
import { Details, Pins } from './details';
import { GALLERY, type Shown } from './gallery';
import { busiestPool, Heap, type PoolPlace } from './heap';
import { Objects } from './objects';
import { Program } from './program';
import { Strip } from './strip';
import { Transport } from './transport';
import { bytesText, endText, narration, signed } from './words';

export interface MicroscopeProps {
  readonly versions: readonly string[];
  readonly version: string;
}

/** One version's run, with the step that is looked at and the one before. */
interface View {
  readonly python: string;
  readonly run: Run;
  readonly step: number;
  readonly state: StepState;
  readonly before: StepState | undefined;
}

const FIRST = GALLERY[0]!;

async function viewOf(source: string, python: string, step: number): Promise<View> {
  const run = await ask(source, python, { ask: 'record' });
  const at = Math.min(step, run.steps.length - 1);
  const [state, before] = await Promise.all([
    ask(source, python, { ask: 'state', step: at }),
    at > 0 ? ask(source, python, { ask: 'state', step: at - 1 }) : undefined,
  ]);
  return { python, run, step: at, state, before };
}

/** The microscope: a program stepped through, byte by byte. */
export function MicroscopePart({ versions, version }: MicroscopeProps) {
  const otherwise = { source: FIRST.source, python: version };
  const [address, setAddress] = useState<Address>(() =>
    readAddress(location.hash, versions, otherwise),
  );
  const [views, setViews] = useState<readonly View[]>([]);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(true);
  const [playing, setPlaying] = useState(address.play);
  const [speed, setSpeed] = useState<number>(1200);
  const [selected, setSelected] = useState<number>();
  const [places, setPlaces] = useState<Readonly<Record<string, PoolPlace>>>({});
  const { source, python, beside, step, embed } = address;
  const wanted = useRef('');

  useEffect(() => {
    const key = JSON.stringify([source, python, beside, step]);
    wanted.current = key;
    const timer = setTimeout(() => setBusy(true), 150);
    Promise.all([python, ...(beside ? [beside] : [])].map((each) => viewOf(source, each, step)))
      .then((all) => {
        if (wanted.current !== key) return;
        setViews(all);
        setProblem('');
      })
      .catch((error: Error) => {
        if (wanted.current === key && !(error instanceof Stopped)) setProblem(error.message);
      })
      .finally(() => {
        clearTimeout(timer);
        if (wanted.current === key) setBusy(false);
      });
    history.replaceState(null, '', addressText(address, FIRST.source));
    return () => clearTimeout(timer);
  }, [source, python, beside, step]);

  const view = views[0];
  const last = (view?.run.steps.length ?? 1) - 1;
  const go = useCallback(
    (to: number) => {
      setPlaces({});
      setAddress((now) => ({ ...now, step: Math.max(0, Math.min(last, to)) }));
    },
    [last],
  );
  const begin = (change: Partial<Address>): void => {
    setPlaying(false);
    setPlaces({});
    setSelected(undefined);
    setAddress((now) => ({ ...now, ...change }));
  };

  useEffect(() => {
    if (!playing || !view) return;
    if (step >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => go(step + 1), speed);
    return () => clearTimeout(timer);
  }, [playing, view, step, last, speed]);

  const play = useCallback(() => {
    if (!playing && step >= last) go(0);
    setPlaying(!playing);
  }, [playing, step, last]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target, key, altKey, ctrlKey, metaKey } = event;
      const busyElsewhere =
        target instanceof Element && target.closest('input, textarea, select, summary') !== null;
      if (busyElsewhere || altKey || ctrlKey || metaKey) return;
      const onButton = target instanceof Element && target.closest('button, a') !== null;
      const to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: last }[key];
      if (to !== undefined) go(to);
      else if (key === ' ' && !onButton) play();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [step, last, go, play]);

  const object = view?.state.objects.find((each) => each.address === selected) ?? firstOf(view);
  return (
    <div class={`microscope ${beside ? 'compare' : ''} ${embed ? 'embed' : ''}`} aria-busy={busy}>
      <div class="head">
        <h1>Where do the bytes go?</h1>
        <div class="pick">
          <VersionPick
            label="Python"
            versions={versions}
            value={python}
            onPick={(each) => begin({ python: each, beside: each === beside ? '' : beside })}
          />
          <VersionPick
            label="beside"
            versions={versions.filter((each) => each !== python)}
            value={beside}
            none="no second version"
            onPick={(each) => begin({ beside: each })}
          />
        </div>
      </div>
      {view && (
        <Transport
          steps={view.run.steps}
          step={view.step}
          playing={playing}
          speed={speed}
          onStep={(to) => {
            setPlaying(false);
            go(to);
          }}
          onPlay={play}
          onSpeed={setSpeed}
        />
      )}
      {busy && !view && <p class="waiting">Recording the program…</p>}
      {busy && view && (
        <p class="waiting over">
          Recording…{' '}
          <button
            type="button"
            class="btn"
            onClick={() => {
              stop();
              setBusy(false);
              setProblem('The recording was stopped. Change the program, and run it again.');
            }}
          >
            Stop
          </button>
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {view && (
        <>
          <Say views={views} />
          <div class="panels">
            <section aria-label="Program">
              <OwnProgram source={source} onRun={(text) => begin({ source: text, step: 0 })} />
              <Program lines={view.run.lines} steps={view.run.steps} step={view.step} onStep={go} />
              <Ended run={view.run} />
            </section>
            {!beside && (
              <section class="objects" aria-label="Names and objects">
                <Objects
                  state={view.state}
                  before={view.before}
                  selected={object?.address}
                  onSelect={setSelected}
                />
                {object && <Details of={{ source, python, step: view.step }} object={object} />}
              </section>
            )}
            {views.map((each) => (
              <HeapPanel
                key={each.python}
                source={source}
                view={each}
                titled={views.length > 1}
                object={views.length > 1 ? undefined : object}
                place={places[each.python]}
                onPlace={(place) => setPlaces((now) => ({ ...now, [each.python]: place }))}
              />
            ))}
          </div>
          <Strip
            runs={views.map(({ python: name, run }) => ({ python: name, steps: run.steps }))}
            step={view.step}
            onStep={go}
          />
        </>
      )}
      {!embed && (
        <Gallery
          current={source}
          onOpen={(shown) =>
            begin({
              source: shown.source,
              step: shown.step ?? 0,
              beside: shown.beside ?? '',
              ...(shown.python ? { python: shown.python } : {}),
            })
          }
        />
      )}
    </div>
  );
}

/** What is looked at when nothing was chosen: what the line changed, else the first object in an arena. */
function firstOf(view: View | undefined) {
  if (!view) return undefined;
  const { facts, objects } = view.state;
  const grown = facts.find((fact) => fact.kind === 'container-grew');
  const placed = objects.filter(({ place, type }) => place && type !== 'module');
  return (
    placed.find(({ address }) => address === grown?.address) ??
    placed.find((each) => each.step === view.step) ??
    placed[0]
  );
}

function VersionPick({
  label,
  versions,
  value,
  none,
  onPick,
}: {
  readonly label: string;
  readonly versions: readonly string[];
  readonly value: string;
  readonly none?: string;
  readonly onPick: (version: string) => void;
}) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>
        {none && <option value="">{none}</option>}
        {versions.map((version) => (
          <option key={version}>{version}</option>
        ))}
      </select>
    </label>
  );
}

/** What happened, in a sentence, and three figures with what changed in them. */
function Say({ views }: { readonly views: readonly View[] }) {
  const [first] = views;
  const now = first!.run.steps[first!.step]!;
  const before = first!.run.steps[first!.step - 1] ?? now;
  return (
    <div class="say">
      <div aria-live="polite">
        {views.map(({ python, run, step, state }) => (
          <p key={python}>
            {views.length > 1 && <span class="vv">{python}</span>}
            {narration(run.steps[step]!, state.facts).map(({ text, strong }) =>
              strong ? <b key={text}>{text}</b> : text,
            )}
          </p>
        ))}
      </div>
      <div class="figs num">
        <Figure
          value={bytesText(now.rss)}
          name="resident"
          change={signed(now.rss - before.rss, bytesText)}
        />
        <Figure
          value={bytesText(now.inBlocks)}
          name="in blocks"
          change={signed(now.inBlocks - before.inBlocks, bytesText)}
        />
        <Figure
          value={String(now.arenaCount)}
          name={now.arenaCount === 1 ? 'arena' : 'arenas'}
          change={signed(now.arenaCount - before.arenaCount, String)}
        />
      </div>
    </div>
  );
}

function Figure({
  value,
  name,
  change,
}: {
  readonly value: string;
  readonly name: string;
  readonly change: string;
}) {
  return (
    <div>
      <b>{value}</b>
      {name} <span class="d">{change}</span>
    </div>
  );
}

function HeapPanel({
  source,
  view,
  titled,
  object,
  place,
  onPlace,
}: {
  readonly source: string;
  readonly view: View;
  readonly titled: boolean;
  readonly object: StepState['objects'][number] | undefined;
  readonly place: PoolPlace | undefined;
  readonly onPlace: (place: PoolPlace) => void;
}) {
  const { python, run, state, before, step } = view;
  const arenas = before?.arenas ?? state.arenas;
  const shown = place ?? object?.place ?? busiestPool(arenas, state.arenas);
  const at = { arena: shown.arena, pool: shown.pool };
  const here = object?.place;
  const block = here?.arena === at.arena && here.pool === at.pool ? here.block : undefined;
  return (
    <section class="heap" aria-label={`Heap of Python ${python}`}>
      {titled && <p class="vs">Python {python}</p>}
      <Heap
        info={run.info}
        before={arenas}
        after={state.arenas}
        place={at}
        block={block}
        onPlace={onPlace}
      />
      <Pins of={{ source, python, step }} arena={at.arena} />
    </section>
  );
}

function OwnProgram({
  source,
  onRun,
}: {
  readonly source: string;
  readonly onRun: (source: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(source);
  if (!open) {
    return (
      <h2 class="t">
        Program{' '}
        <button
          type="button"
          class="ghost own"
          onClick={() => {
            setText(source);
            setOpen(true);
          }}
        >
          change it, or paste your own
        </button>
      </h2>
    );
  }
  return (
    <form
      class="own-program"
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        onRun(text);
      }}
    >
      <label class="t" for="own-program">
        Your program
      </label>
      <textarea
        id="own-program"
        rows={12}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p>
        <button type="submit" class="btn main" disabled={text.trim() === ''}>
          Run it
        </button>{' '}
        <button type="button" class="btn" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </p>
      <p class="edit">It runs in your browser, on the simulated heap. Nothing is sent.</p>
    </form>
  );
}

/** How the run ended, and what it wrote. */
function Ended({ run }: { readonly run: Run }) {
  const { end, every } = run.info;
  const said = endText(end, every);
  return (
    <>
      <p class="edit">
        At the right: blocks that are more (+) or fewer (−) after the line. Click a line to go
        there.
      </p>
      {said && <p class="edit end">{said}</p>}
      {end.kind === 'failed' && <pre class="traceback">{end.traceback.trimEnd()}</pre>}
      {run.output && (
        <details>
          <summary>What it prints</summary>
          <pre class="printed">{run.output}</pre>
        </details>
      )}
    </>
  );
}

function Gallery({
  current,
  onOpen,
}: {
  readonly current: string;
  readonly onOpen: (shown: Shown) => void;
}) {
  return (
    <section class="gallery" aria-labelledby="gallery">
      <h2 id="gallery">Programs that people have asked about</h2>
      <ul>
        {GALLERY.map((shown) => (
          <li key={shown.title}>
            <button
              type="button"
              aria-pressed={shown.source === current}
              onClick={() => {
                onOpen(shown);
                document.getElementById('content')?.scrollIntoView();
              }}
            >
              <b>{shown.title}</b>
              <span>{shown.look}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
