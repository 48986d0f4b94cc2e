import type { Reason, Survivor } from '../../../recording/answers';
import { counted } from '../numbers';

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

const SHOWN = 12;

/** The blocks that keep an arena from going back. */
export function Pins({
  arena,
  survivors,
  more,
  onPick,
  onGo,
}: {
  readonly arena: number;
  readonly survivors: readonly Survivor[];
  readonly more: number;
  onPick(address: number): void;
  onGo(step: number): void;
}) {
  const own = survivors.filter(({ step }) => step !== undefined);
  const shown = own.slice(0, SHOWN);
  const older = survivors.length - own.length;
  const left = own.length - shown.length + more;
  return (
    <div class="answer">
      <p>
        {own.length === 0
          ? `Arena ${arena} has nothing of your program in it.`
          : `Arena ${arena} can’t go back while these are alive:`}
      </p>
      <ul class="pins">
        {shown.map(({ address, object, step, line, nbytes, place }) => (
          <li key={address}>
            {object ? (
              <button type="button" class="link" onClick={() => onPick(object.address)}>
                {object.type} <code>{object.value}</code>
              </button>
            ) : (
              <span>a block of {nbytes ?? place.blockSize} bytes</span>
            )}
            {line !== undefined && line > 0 && (
              <>
                , made by{' '}
                <button type="button" class="link" onClick={() => onGo(step!)}>
                  line {line}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {(left > 0 || older > 0) && (
        <p class="note">
          {left > 0 && `And ${counted(left, 'more block')}. `}
          {older > 0 && `${counted(older, 'block')} of the interpreter’s own lie here too.`}
        </p>
      )}
    </div>
  );
}
