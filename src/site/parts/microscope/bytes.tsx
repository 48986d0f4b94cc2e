import type { ComponentChildren } from 'preact';
import type { ObjectState } from '../../../recording/types';
import type { FieldTable, ObjectBytes } from '../../client/microscope-worker';
import { bytes } from '../numbers';
import { DifferenceLink } from './difference-link';
import { titleOf } from './graph';
import type { Moment } from './moment';

export interface BytesProps {
  readonly moment: Moment;
  readonly object: ObjectState | undefined;
  /** Its bytes now and before; undefined while they are fetched, or where there are none. */
  readonly table: ObjectBytes | undefined;
  readonly tableBefore: ObjectBytes | undefined;
}

/** A class of the program's or of the interpreter's: its bytes begin as a `PyTypeObject`. */
const isClass = ({ value }: ObjectState): boolean => value.startsWith("<class '");

const hex = (n: number): string => `0x${n.toString(16)}`;

/** Where an object lies, and its bytes, a field a line. */
export function Bytes({ moment, object, table, tableBefore }: BytesProps) {
  if (!object) {
    return (
      <div class="bytes">
        <p class="soft">Point at an object to see its bytes.</p>
      </div>
    );
  }
  return (
    <div class="bytes">
      <p>
        <b>Bytes of {calledOf(object)}</b> <span class="soft m">{hex(object.address)}</span>
        <br />
        <span class="soft">
          {place(object)}
          {object.parts.map((part) => (
            <span key={part.name}>
              <br />
              <b>{part.name}</b> points to {bytes(part.nbytes)}{' '}
              {part.place
                ? `in arena ${part.place.arena}, pool ${part.place.pool}`
                : 'outside the arenas, from the C library'}
            </span>
          ))}
        </span>
      </p>
      {table && isClass(object) && (
        <p class="note">
          Counts, references and sizes of a class are CPython’s. Its flags and offsets are not, and
          its pointers to C functions are NULL here:{' '}
          <DifferenceLink to="a-class-has-no-pointers-to-c-functions">
            a known difference
          </DifferenceLink>
          .
        </p>
      )}
      {table && <Fields moment={moment} table={table.own} before={tableBefore?.own} />}
      {table?.parts.map((part) => (
        <details key={part.name}>
          <summary>
            Bytes of <b class="m">{part.name}</b> <span class="soft m">{hex(part.address)}</span>
          </summary>
          <Fields
            moment={moment}
            table={part}
            before={tableBefore?.parts.find(({ name }) => name === part.name)}
          />
        </details>
      ))}
    </div>
  );
}

/** What the bytes are of: a value, a function or class by its name, or an object of a type. */
function calledOf(object: ObjectState): string {
  const title = titleOf(object);
  return title === object.value || /^(class|function) /.test(title) ? title : `this ${object.type}`;
}

function place({ place: at, type, size }: ObjectState): string {
  if (!at) return 'in the interpreter’s own data or the C library’s heap, not in an arena';
  return `arena ${at.arena}, pool ${at.pool}, block ${at.block}: ${at.blockSize} bytes for ${article(type)} ${type} of ${size}`;
}

/** The article of a type's name. */
export const article = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a');

interface Line {
  readonly offset: number;
  readonly pairs: readonly string[];
  readonly name: string | undefined;
  readonly value: ComponentChildren;
  readonly changed: boolean;
}

/** Cuts bytes into lines: one for each field, eight bytes at most where there is none. */
function linesOf(
  table: FieldTable,
  before: FieldTable | undefined,
  say: (address: number) => ComponentChildren,
): Line[] {
  const pairs = table.bytes.match(/../g) ?? [];
  const pairsBefore =
    before && before.offset === table.offset ? (before.bytes.match(/../g) ?? []) : undefined;
  const fields = new Map(table.fields.map((field) => [field.offset - table.offset, field]));
  const lines: Line[] = [];
  for (let at = 0; at < pairs.length; ) {
    const field = fields.get(at);
    let length = field ? Math.max(1, field.size) : 1;
    if (!field)
      while (length < 8 && at + length < pairs.length && !fields.has(at + length)) length++;
    const own = pairs.slice(at, at + length);
    lines.push({
      offset: at + table.offset,
      pairs: own.slice(0, 8),
      name: field?.name,
      value: !field
        ? ''
        : field.type === 'pointer'
          ? say(field.value)
          : clipped(String(field.value)),
      changed: pairsBefore !== undefined && own.some((pair, i) => pairsBefore[at + i] !== pair),
    });
    at += length;
  }
  return lines;
}

const clipped = (text: string): string => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

/** Where a pointer points to; where there is little room the last eight digits. */
function Pointer({ address }: { readonly address: number }) {
  const digits = hex(address);
  return (
    <>
      → <span class="lead">{digits.slice(0, -8)}</span>
      <span class="cut" aria-hidden="true">
        …
      </span>
      {digits.slice(-8)}
    </>
  );
}

function Fields({
  moment,
  table,
  before,
}: {
  readonly moment: Moment;
  readonly table: FieldTable;
  readonly before: FieldTable | undefined;
}) {
  const say = (address: number): ComponentChildren => {
    if (address === 0) return 'NULL';
    const object = moment.objects.get(address);
    if (!object) return <Pointer address={address} />;
    const title = titleOf(object);
    return clipped(`→ ${title === object.value ? `${object.type} ${title}` : title}`);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table that scrolls
    <div class="fields" role="group" aria-label="Bytes and fields" tabindex={0}>
      <table class="hex">
        <thead class="sr">
          <tr>
            <th>offset</th>
            <th>bytes</th>
            <th>field</th>
            <th>value</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(table, before, say).map(({ offset, pairs, name, value, changed }) => (
            <tr key={offset} class={changed ? 'changed' : name ? '' : 'unnamed'}>
              <td>{offset < 0 ? `−${-offset}` : `+${offset}`}</td>
              <td>{pairs.join(' ')}</td>
              <td class="field" title={name}>
                {name ?? '·'}
              </td>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
