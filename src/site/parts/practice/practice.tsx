import { useEffect, useState } from 'preact/hooks';
import { loadPractice } from '../../client/practice-progress';
import type { PracticeData } from '../../practice';
import { type Address, addressText, type Mode, newSeed, readAddress } from './address';
import { DrawMode, DueMode, dueToday } from './draw';
import { InterviewMode } from './interview';
import { MinutesMode } from './minutes';
import { Standing } from './standing';
import { TOPIC_NAMES } from './words';

const MODES: readonly (readonly [mode: Mode, name: string])[] = [
  ['standing', 'Where you are'],
  ['draw', 'Draw questions'],
  ['due', 'Due today'],
  ['interview', 'Mock interview'],
  ['minutes', 'I have 20 minutes'],
];

/** All of the practice page that needs scripts; which part of it, its address says. */
export function PracticePart(data: PracticeData) {
  const otherwise = { python: data.version, newSeed };
  const known = { versions: data.versions, topics: Object.keys(TOPIC_NAMES) };
  const [address, setAddress] = useState<Address | undefined>(undefined);
  useEffect(() => {
    loadPractice();
    const follow = (): void =>
      setAddress((now) =>
        readAddress(location.hash, known, { ...otherwise, python: now?.python ?? data.version }),
      );
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  // A draw is in the address, also where the reader asked for none in particular.
  useEffect(() => {
    if (address && (address.mode === 'draw' || address.mode === 'interview'))
      history.replaceState(null, '', addressText(address));
  }, [address]);
  if (!address) return null;
  const go = (change: Partial<Address>): void => {
    const next = { ...address, ...change };
    if (next.mode === address.mode) setAddress(next);
    else location.hash = addressText(next);
  };
  const props = { data, address, go };
  const due = dueToday(data.templates, new Date()).length;
  return (
    <>
      <nav class="modes" aria-label="Ways to practise">
        {MODES.map(([mode, name]) => (
          <a
            key={mode}
            href={`#mode=${mode}&python=${address.python}`}
            aria-current={mode === address.mode ? 'page' : undefined}
          >
            {name}
            {mode === 'due' && due > 0 && <span class="count num">{due}</span>}
          </a>
        ))}
      </nav>
      <div class="mode">
        {address.mode === 'standing' && <Standing {...props} />}
        {address.mode === 'draw' && <DrawMode {...props} />}
        {address.mode === 'due' && <DueMode {...props} />}
        {address.mode === 'interview' && <InterviewMode {...props} />}
        {address.mode === 'minutes' && <MinutesMode {...props} />}
      </div>
    </>
  );
}
