import { useEffect, useRef, useState } from 'preact/hooks';
import { type Example, GALLERY } from '../../gallery';
import { type Address, addressText, type Known, LONGEST, readAddress } from './address';
import { Choices, Gallery, Notice } from './choices';
import { OwnProgram } from './own-program';
import { PACES, Transport } from './transport';
import { useMoment, useRun } from './use-run';
import { View } from './view';

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
      const next = { ...before, play: false, unreadable: false, ...by };
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
  // What was written stays until it runs, also when the place for it is closed.
  const draft = useRef(source);
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
          draft={draft}
          onRun={(program) => {
            setOwn(false);
            change({ program, example: undefined, step: 0, object: undefined, pool: undefined });
          }}
          onCancel={() => setOwn(false)}
        />
      )}
      {address.unreadable && (
        <p class="state problem" role="alert">
          The program in this address cannot be read. It was cut off, perhaps: ask for the whole
          address. Here is a program of the gallery instead.
        </p>
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
      {!embed && <Gallery address={address} />}
    </div>
  );
}
