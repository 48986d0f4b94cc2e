import type { Reason, Survivor, Survivors } from '../../../recording/answers';
import { bytes, counted, spaced } from '../numbers';

/** The shortest chain from a name to an object. */
export function Why({
  reason,
  count,
}: {
  readonly reason: Reason | undefined;
  /** Its reference count; null of an immortal object. */
  readonly count: number | null;
}) {
  if (!reason)
    return <p class="answer">No name leads to it. It waits until the collector finds it.</p>;
  const where = reason.function === '<module>' ? 'the program' : `${reason.function}()`;
  return (
    <div class="answer">
      <p>It is alive because of a name in {where}:</p>
      <ol class="chain">
        <li>
          <code>{reason.name}</code> names
        </li>
        {reason.steps.map(({ address, type, value, by }) => (
          <li key={address}>
            the {type} <code>{value}</code>
            {by && (
              <>
                , which holds
                {by.label !== '' && (
                  <>
                    {' '}
                    at <code>{by.label}</code>
                  </>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
      {count !== null && count > 1 && (
        <p class="note">
          This is the shortest way. Its count is {count}: something else refers to it too.
        </p>
      )}
    </div>
  );
}

/** Blocks that are listed at first; each press on the button lists so many more. */
export const FIRST_PINS = 12;
export const MORE_PINS = 100;

export interface PinsProps extends Survivors {
  readonly arena: number;
  onPick(address: number): void;
  onGo(step: number): void;
  onMore(): void;
}

/** The blocks that keep an arena from going back. */
export function Pins({ arena, survivors, more, own, kept, onPick, onGo, onMore }: PinsProps) {
  const shown = survivors.filter(({ step }) => step !== undefined);
  const left = own - shown.length;
  const older = survivors.length + more - own;
  const alive = own - kept;
  return (
    <div class="answer">
      <p>
        {own === 0
          ? `Arena ${arena} has nothing of your program in it.`
          : `Arena ${arena} can’t go back while these blocks are in use: ${alive === 0 ? '' : `${spaced(alive)} alive`}${alive > 0 && kept > 0 ? ', ' : ''}${kept === 0 ? '' : `${spaced(kept)} with a dead object on a free list`}.`}
      </p>
      <ul class="pins">
        {shown.map((survivor) => (
          <li key={survivor.address}>
            <What survivor={survivor} onPick={onPick} />
            {survivor.line !== undefined && survivor.line > 0 && (
              <>
                , made by{' '}
                <button type="button" class="link" onClick={() => onGo(survivor.step!)}>
                  line {survivor.line}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <p>
          <button type="button" class="link" onClick={onMore}>
            {left > MORE_PINS
              ? `Show ${MORE_PINS} more of ${spaced(left)}`
              : `Show the ${counted(left, 'block')} that ${left === 1 ? 'is' : 'are'} left`}
          </button>
        </p>
      )}
      {older > 0 && (
        <p class="note">{counted(older, 'block')} of the interpreter’s own lie here too.</p>
      )}
    </div>
  );
}

/** What lies in a block that keeps an arena. */
function What({
  survivor: { object, list, nbytes, place },
  onPick,
}: {
  readonly survivor: Survivor;
  onPick(address: number): void;
}) {
  if (list !== undefined) return <span>a dead object on the free list “{list}”</span>;
  if (!object) return <span>a block of {bytes(nbytes ?? place.blockSize)}</span>;
  return (
    <button type="button" class="link" onClick={() => onPick(object.address)}>
      {object.type} <code>{object.value}</code>
    </button>
  );
}
