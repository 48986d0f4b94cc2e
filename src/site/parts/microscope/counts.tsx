import type { ComponentChildren } from 'preact';
import type { ObjectState } from '../../../recording/types';
import { counted } from '../numbers';
import { type Moment, shownNames } from './moment';

/* What a step changed in objects that were there before and still are: their counts, and what they hold. */

/** Changes that are told; the picture has the others. */
const TOLD = 2;

/** A number, a text, None and the like: what it is says more than where it came from. */
export const isPlain = ({ type, refcount }: ObjectState): boolean =>
  refcount === null || /^(int|float|str|bytes|bool|NoneType|complex)$/.test(type);

/** What an object is called in a sentence: by its type, and by a name that leads to it. */
function Called({ object, moment }: { readonly object: ObjectState; readonly moment: Moment }) {
  const { frames } = moment.state;
  const name = shownNames(frames, moment.objects).find(({ address }) => address === object.address);
  return (
    <>
      the {object.type}
      {name && (
        <>
          {' '}
          <code>{name.name}</code>
        </>
      )}
    </>
  );
}

/** Objects whose reference count is another than before; of plain ones, classes and modules it says nothing. */
export function countChanges({
  objects,
  objectsBefore,
}: Moment): readonly (readonly [object: ObjectState, before: number])[] {
  return [...objects.values()].flatMap((object) => {
    const was = objectsBefore.get(object.address);
    const isOther =
      was?.type === object.type && was.step === object.step && was.refcount !== object.refcount;
    if (!isOther || was.refcount === null || isPlain(object)) return [];
    return /^(module|type)$/.test(object.type) ? [] : [[object, was.refcount] as const];
  });
}

const countSentence = (
  [object, before]: ReturnType<typeof countChanges>[number],
  moment: Moment,
): ComponentChildren => (
  <>
    <Called object={object} moment={moment} /> has <b>{counted(object.refcount!, 'reference')}</b>{' '}
    instead of {before}
  </>
);

function Joined({ parts }: { readonly parts: readonly ComponentChildren[] }) {
  return (
    <>
      {parts.map((part, i) => (
        <>
          {i > 0 && ', and '}
          {part}
        </>
      ))}
      .
    </>
  );
}

/** Beside blocks that came and went: the counts that changed, when they are few. */
export function FewCounts({ moment }: { readonly moment: Moment }) {
  const counts = countChanges(moment);
  if (counts.length === 0 || counts.length > TOLD) return null;
  return (
    <>
      {' '}
      Now <Joined parts={counts.map((change) => countSentence(change, moment))} />
    </>
  );
}

/** A step in which no block came or went. */
export function Quiet({ moment }: { readonly moment: Moment }) {
  const counts = countChanges(moment);
  const held = [...moment.touched]
    .map((address) => moment.objects.get(address)!)
    .filter(
      (object) =>
        moment.objectsBefore.has(object.address) &&
        !isPlain(object) &&
        !/^(module|type)$/.test(object.type),
    );
  if (counts.length + held.length === 0)
    return <>No block changes hands: the line works with memory that is there.</>;
  const parts: ComponentChildren[] = [
    ...held.slice(0, TOLD).map((object) => (
      <>
        <Called object={object} moment={moment} /> is changed in place
      </>
    )),
    ...counts.slice(0, TOLD).map((change) => countSentence(change, moment)),
  ];
  const left = counts.length - TOLD;
  if (left > 0)
    parts.push(`${counted(left, 'other object')} ${left === 1 ? 'has' : 'have'} another count`);
  return (
    <>
      No block comes or goes: <Joined parts={parts} />
    </>
  );
}
