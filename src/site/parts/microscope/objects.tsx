import type { StepState } from '../../../recording';
import { type Arrow, BOX, type Box, isNamed, layoutOf, rowAt, shortened, WIDTH } from './layout';

export interface ObjectsProps {
  readonly state: StepState;
  /** The state before, for what the line changed. */
  readonly before: StepState | undefined;
  readonly selected: number | undefined;
  readonly onSelect: (address: number) => void;
}

/** Names on the left, the objects that they lead to on the right. */
export function Objects({ state, before, selected, onSelect }: ObjectsProps) {
  const { boxes, arrows, height, more } = layoutOf(state);
  const known = new Map(before?.objects.map((object) => [object.address, object]));
  const isNew = ({ object }: Box): boolean => {
    const old = known.get(object.address);
    return before !== undefined && (old === undefined || old.step !== object.step);
  };
  const here = new Set(state.objects.map(({ address }) => address));
  const dead = (before?.objects ?? []).filter(
    ({ address, refcount, type }) => !here.has(address) && refcount !== null && type !== 'module',
  );
  return (
    <>
      <h2 class="t">Names and objects {more > 0 && <small>{more} more are not drawn</small>}</h2>
      {boxes.length === 0 && <p class="edit">No name holds anything yet.</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: there is no other group inside of a drawing */}
      <svg
        class="graph"
        viewBox={`0 0 ${WIDTH} ${Math.max(height, 20)}`}
        role="group"
        aria-label="Names on the left, the objects they lead to on the right"
      >
        <defs>
          <marker
            id="tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0l8 4-8 4z" />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from.object.address} ${arrow.row} ${arrow.to.object.address}`}
            d={pathOf(arrow)}
            class={`edge ${arrow.from.object.unreachable ? 'garb' : ''}`}
            marker-end="url(#tip)"
          />
        ))}
        {boxes.map((box) => (
          <ObjectBox
            key={`${box.object.address} ${box.count}`}
            box={box}
            isNew={isNew(box)}
            wasReferred={known.get(box.object.address)?.refcount}
            isSelected={box.object.address === selected}
            onSelect={onSelect}
          />
        ))}
      </svg>
      {dead.length > 0 && (
        <p class="edit gone">
          Gone with this line:{' '}
          {dead.slice(0, 4).map(({ address, value }) => (
            <s key={address}>{shortened(value, 30)}</s>
          ))}
          {dead.length > 4 && `and ${dead.length - 4} more`}
        </p>
      )}
    </>
  );
}

function pathOf({ from, row, to }: Arrow): string {
  const [x1, y1] = [from.x + BOX - 5, from.y + rowAt(row)];
  if (to.x > from.x) {
    const [x2, y2] = [to.x - 2, to.y + Math.min(18, to.height / 2)];
    return `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 - 40} ${y2} ${x2} ${y2}`;
  }
  if (to.x < from.x) {
    const [x2, y2] = [to.x + BOX + 2, to.y + Math.max(18, to.height - 12)];
    return `M${from.x + 4} ${y1}C${from.x - 26} ${y1} ${x2 + 40} ${y2} ${x2} ${y2}`;
  }
  // Back into its own column: around the right side.
  const [x2, y2] = [to.x + BOX + 2, to.y + Math.min(14, to.height / 2)];
  const out = 14 + Math.min(24, Math.abs(y2 - y1) / 12);
  return `M${x1} ${y1}C${x2 + out} ${y1} ${x2 + out} ${y2} ${x2} ${y2}`;
}

interface ObjectBoxProps {
  readonly box: Box;
  readonly isNew: boolean;
  readonly wasReferred: number | null | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (address: number) => void;
}

function ObjectBox({ box, isNew, wasReferred, isSelected, onSelect }: ObjectBoxProps) {
  const { object, x, y, height, title, note, size: bytes, rows, names, count } = box;
  const { refcount, type, size, unreachable } = object;
  const counts =
    refcount === null ? 'immortal' : `${refcount} ${refcount === 1 ? 'reference' : 'references'}`;
  const label = `${type} ${object.value}, ${counts}, ${size} bytes${unreachable ? ', unreachable' : ''}`;
  const changed = !isNew && refcount !== null && wasReferred != null && wasReferred !== refcount;
  const choose = (): void => onSelect(object.address);
  const atLeft = x < 200;
  const saysType =
    count > 1 || title.startsWith(type) || isNamed(object) || object.length !== undefined;
  return (
    <>
      {names.length > 0 && (
        <g class="name">
          {atLeft ? (
            <>
              <text x={x - 16} y={y + 22} text-anchor="end" class="m">
                {shortened(names[0]!, 8)}
                {names.length > 1 && ` +${names.length - 1}`}
              </text>
              <path d={`M${x - 13} ${y + 18}h11`} class="edge" marker-end="url(#tip)" />
            </>
          ) : (
            <text x={x + 4} y={y - 7} class="m">
              {shortened(names.join(', '), 20)} ↓
            </text>
          )}
          <title>{names.join(', ')}</title>
        </g>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a button cannot be in a drawing */}
      <g
        class={`node ${isNew ? 'hot' : ''} ${isSelected ? 'sel' : ''} ${unreachable ? 'garb' : ''}`}
        role="button"
        tabindex={0}
        aria-label={label}
        aria-pressed={isSelected}
        onClick={choose}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          event.stopPropagation();
          choose();
        }}
      >
        {count > 1 && <rect x={x + 5} y={y - 4} width={BOX} height={height} rx="4" class="box" />}
        <rect x={x} y={y} width={BOX} height={height} rx="4" class="box" />
      </g>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of a drawing takes no focus */}
      <g class="inside" aria-hidden="true">
        <text x={x + 8} y={y + 16} class="title">
          {title}
        </text>
        <text x={x + BOX - 8} y={y + 16} text-anchor="end" class="soft">
          {unreachable ? 'unreachable' : saysType ? '' : shortened(type, 12)}
        </text>
        <text x={x + 8} y={y + 31} class={changed ? 'changed' : 'soft'}>
          {changed ? note.replace('refs ', `refs ${wasReferred} → `) : note}
        </text>
        <text x={x + BOX - 8} y={y + 31} text-anchor="end" class="soft">
          {bytes}
        </text>
        {rows.map((row, i) => (
          <text key={row} x={x + 8} y={y + rowAt(i) + 4} class="m soft">
            {row}
          </text>
        ))}
      </g>
    </>
  );
}
