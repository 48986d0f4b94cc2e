import { useEffect, useState } from 'preact/hooks';
import type { ObjectState, Reason, Survivors } from '../../../recording';
import type { ByteRow } from '../../byte-rows';
import { ask } from '../../client/microscope';
import { shortened } from './layout';

export interface AskedOf {
  readonly source: string;
  readonly python: string;
  readonly step: number;
}

/** The answer of the worker to a question, undefined until it is there. */
function useAnswer<T>(question: () => Promise<T>, key: string): T | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  useEffect(() => {
    let here = true;
    question().then(
      (value) => here && setAnswer({ key, value }),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [key]);
  return answer?.key === key ? answer.value : undefined;
}

const where = ({ place }: Pick<ObjectState, 'place'>): string =>
  place
    ? `arena ${place.arena}, pool ${place.pool}, block ${place.block}: ${place.blockSize} bytes`
    : 'not in an arena';

/** The bytes of an object, what they mean, and why it is alive. */
export function Details({ of, object }: { readonly of: AskedOf; readonly object: ObjectState }) {
  const { source, python, step } = of;
  const { address } = object;
  const key = `${source} ${python} ${step} ${address}`;
  const rows = useAnswer(() => ask(source, python, { ask: 'bytes', step, address }), key);
  const before = useAnswer(
    () =>
      ask(source, python, { ask: 'bytes', step: Math.max(0, step - 1), address }).catch(() => []),
    `before ${key}`,
  );
  const reason = useAnswer(
    () => ask(source, python, { ask: 'why', step, address }).then((value) => ({ value })),
    key,
  );
  return (
    <div class="bytes">
      <p>
        <b>Bytes of this {object.type}</b> <code>0x{address.toString(16)}</code>
        <br />
        <span class="where">
          {where(object)} for {object.size} of <code>getsizeof</code>
        </span>
        {object.parts.map((part) => (
          <span key={part.name} class="where">
            <br />
            <b>{part.name}</b> {where(part)}, {part.nbytes} asked for
          </span>
        ))}
      </p>
      {rows && <Bytes rows={rows} before={before ?? []} />}
      {reason && <Why reason={reason.value} object={object} />}
    </div>
  );
}

function Bytes({
  rows,
  before,
}: {
  readonly rows: readonly ByteRow[];
  readonly before: readonly ByteRow[];
}) {
  const old = new Map(before.map(({ offset, bytes }) => [offset, bytes]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="hexwrap" aria-label="Bytes" tabIndex={0}>
      <table class="hex">
        <tbody>
          {rows.map(({ offset, bytes, fields }) => (
            <tr key={offset} class={old.has(offset) && old.get(offset) !== bytes ? 'chg' : ''}>
              <td>{offset < 0 ? `−${-offset}` : `+${offset}`}</td>
              <td>{bytes}</td>
              <td class="f">{fields.map(({ name }) => name).join(', ')}</td>
              <td>{shortened(fields.map(({ value }) => value).join(', '), 24)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Why({
  reason,
  object,
}: {
  readonly reason: Reason | undefined;
  readonly object: ObjectState;
}) {
  if (!reason) {
    return (
      <p class="why">
        <b>Why is it alive?</b>{' '}
        {object.unreachable
          ? 'No name reaches it. It waits for the collector.'
          : 'No name reaches it. The interpreter holds it.'}
      </p>
    );
  }
  const path = reason.steps.map(({ by }) =>
    by === undefined
      ? ''
      : by.kind === 'attribute' || by.kind === 'field'
        ? `.${by.label}`
        : `[${by.label}]`,
  );
  return (
    <p class="why">
      <b>Why is it alive?</b>{' '}
      {reason.scope === 'global' ? 'The name' : `In ${reason.function}, the name`}{' '}
      <code>
        {reason.name}
        {path.join('')}
      </code>{' '}
      holds it.
    </p>
  );
}

/** What keeps an arena from going back, with the lines that made it. */
export function Pins({ of, arena }: { readonly of: AskedOf; readonly arena: number }) {
  const { source, python, step } = of;
  const key = `${source} ${python} ${step} ${arena}`;
  const [open, setOpen] = useState(false);
  return (
    <details class="pins" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What keeps arena {arena}?</summary>
      {open && (
        <PinList
          key={key}
          ask={() => ask(source, python, { ask: 'survivors', step, arena })}
          name={key}
        />
      )}
    </details>
  );
}

function PinList({
  ask: question,
  name,
}: {
  readonly ask: () => Promise<Survivors>;
  readonly name: string;
}) {
  const answer = useAnswer(question, name);
  if (!answer) return null;
  const own = answer.survivors.filter(({ line }) => line !== undefined && line > 0);
  const rest = answer.more + answer.survivors.length - own.length;
  return (
    <ul>
      {own.slice(0, 20).map(({ address, place, object, line }) => (
        <li key={address}>
          line {line}: {object ? shortened(object.value, 40) : 'part of an object'}{' '}
          <span class="where">
            pool {place.pool}, block {place.block}
          </span>
        </li>
      ))}
      {own.length > 20 && <li>and {own.length - 20} more blocks of the program</li>}
      {rest > 0 && <li>{rest} blocks of the interpreter, made before the first line</li>}
    </ul>
  );
}
