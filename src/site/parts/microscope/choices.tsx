import { GALLERY } from '../../gallery';
import { bytes, spaced } from '../numbers';
import { type Address, addressText, NOTHING_OPEN } from './address';
import { LighterModules } from './lighter-modules';
import { Missing } from './missing';
import type { PlayerState } from './use-player';
import type { RunState } from './use-run';

/* What is around the player: the choice of program and versions, how a run ended, the gallery. */

export interface ChoicesProps {
  readonly address: Address;
  readonly versions: readonly string[];
  change(by: Partial<Address>): void;

  onOwn(): void;
}

/** Program and versions. */
export function Choices({ address, versions, change, onOwn }: ChoicesProps) {
  return (
    <div class="pick">
      {address.embed && (
        <a href={addressText({ ...address, embed: false })} target="_blank" rel="noopener">
          Open it in Heaplab
        </a>
      )}
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

interface NoticeProps {
  readonly state: RunState;
  readonly python: string;
  /** What programs can import. */
  readonly modules?: readonly string[];
}

/** In the place of the steps, until there are some. */
export function Waiting({
  player,
  python,
}: {
  readonly player: PlayerState;
  readonly python: string;
}) {
  const { first, moment } = player;
  if (moment || first.kind === 'failed') return null;
  return (
    <p class="state running" role="status">
      Running it on Python {python}, step by step…{' '}
      {first.kind === 'recording' && (
        <button type="button" class="btn" onClick={first.stop}>
          Stop
        </button>
      )}
    </p>
  );
}

/** What went wrong, and how a program ended that did not run through. */
export function Notice({ state, python, modules }: NoticeProps) {
  if (state.kind === 'failed') {
    return (
      <p class="state problem" role="alert">
        {state.message === 'stopped' ? 'Stopped.' : state.message}{' '}
        <button type="button" class="btn" onClick={state.again}>
          Run it again
        </button>
      </p>
    );
  }
  if (state.kind !== 'open') return null;
  const { end, source } = state.run.facts.info;
  return (
    <>
      {end.kind === 'failed' && modules && <Missing source={source} modules={modules} />}
      {modules && <LighterModules source={source} />}
      {end.kind === 'failed' && (
        <details class="state" open>
          <summary>
            {state.run.facts.steps.length === 1
              ? `Python ${python} cannot run this program`
              : `On Python ${python} an exception ended the program`}
          </summary>
          <NotHere traceback={end.traceback} />
          <pre class="traceback">{end.traceback}</pre>
        </details>
      )}
      {end.kind === 'stopped' && (
        <p class="state" role="status">
          On Python {python} the recording ended {LIMITS[end.limit](end.value)}. You see what ran
          until then.
        </p>
      )}
    </>
  );
}

/** Of a program that wants a keyboard or files: that there are none. */
function NotHere({ traceback }: { readonly traceback: string }) {
  if (/^EOFError: EOF when reading a line/m.test(traceback))
    return (
      <p>
        There is no keyboard here: <code>input()</code> gets nothing. Put the value into the
        program.
      </p>
    );
  if (/^FileNotFoundError:/m.test(traceback))
    return <p>There are no files here but those that the program itself writes.</p>;
  return null;
}

const LIMITS = {
  lines: (n: number) => `after ${spaced(n)} lines`,
  seconds: (n: number) => `after ${n} seconds`,
  bytes: (n: number) => `when it took ${bytes(n)} of this browser’s memory`,
};

/** The programs to begin with, as cards. */
export function Gallery({ address }: { readonly address: Address }) {
  return (
    <section class="gallery" aria-labelledby="gallery">
      <h2 id="gallery">Programs that people have asked about</h2>
      <ul>
        {GALLERY.map(({ name, title, look }) => (
          <li key={name}>
            <a
              href={addressText({ ...NOTHING_OPEN, python: address.python, example: name })}
              aria-current={name === address.example ? 'true' : undefined}
            >
              <b>{title}</b>
              <span>{look}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
