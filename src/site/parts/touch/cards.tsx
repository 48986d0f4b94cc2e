import { useState } from 'preact/hooks';
import type { DeckData } from '../../../quiz/deck';
import type { StoredQuestion } from '../../../quiz/stored';
import { newSeed } from '../practice/address';
import { NoQuestionYet, useQuestion, Verdict } from '../practice/question';
import { TOPIC_NAMES, Words } from '../practice/words';
import { Keys, Said } from './controls';

/** Where the reader is in a deck. */
interface Place {
  readonly seed: number;
  /** Which card. */
  readonly at: number;
  /** The choices of the cards are shown when the reader has said the answer. */
  readonly isSaid: boolean;
  /** What was chosen, card after card, and whether it was right. */
  readonly given: readonly { readonly text: string; readonly right: boolean }[];
}

/** Cards of the quiz: say the answer, choose, see why, and take the next one. The score counts. */
export function CardsFigure({ data, live }: { readonly data: DeckData; readonly live: boolean }) {
  const { input, shown } = data;
  const { python, templates } = input;
  const [place, setPlace] = useState<Place>({
    seed: input.seed,
    at: 0,
    isSaid: false,
    given: [],
  });
  const { seed, at, isSaid, given } = place;
  const isFirst = at === 0 && seed === input.seed;
  const made = useQuestion(
    isFirst ? undefined : { template: templates[at]!, version: python, seed },
  );
  const question = isFirst ? shown : made.question;
  const right = given.filter((each) => each.right).length;
  const answered = given[at];
  const isLast = at === templates.length - 1;
  const choose = (text: string, isRight: boolean): void =>
    setPlace({ ...place, given: [...given, { text, right: isRight }] });
  return (
    <div class={`touch cards${live ? ' live' : ''}`}>
      <p class="about num">
        <b>
          Card {at + 1} of {templates.length}
        </b>
        <span>
          {right} of {given.length} right
        </span>
        {question && <span>{TOPIC_NAMES[question.topic]}</span>}
      </p>
      {question ? (
        <Card
          question={question}
          answered={answered?.text}
          isOpen={!live || isSaid}
          choose={live ? choose : undefined}
        />
      ) : (
        <NoQuestionYet problem={made.problem} />
      )}
      {answered && question && (
        <div class="verdict">
          <Verdict question={question} given={answered.text} />
        </div>
      )}
      <Keys
        actions={[
          {
            label: 'I have said it: show the choices',
            off: isSaid || !question,
            act: () => setPlace({ ...place, isSaid: true }),
          },
          {
            label: 'Next card',
            off: !answered || isLast,
            act: () => setPlace({ ...place, at: at + 1, isSaid: false }),
          },
          {
            label: 'Deal other numbers',
            off: given.length === 0,
            act: () => setPlace({ seed: newSeed(), at: 0, isSaid: false, given: [] }),
          },
        ]}
      />
      <Said words={toldOfCards(given, templates.length, isSaid)} busy={false} />
      <p class="note">
        Python {python}. The answers are worked out by the simulator, and so are the wrong ones.
      </p>
    </div>
  );
}

/** How it goes. */
export function toldOfCards(given: Place['given'], cards: number, isSaid: boolean): string {
  const right = given.filter((each) => each.right).length;
  if (given.length === cards)
    return `That was the deck: ${right} of ${cards} right.${right < cards ? ' Read what you missed, and deal again.' : ''}`;
  return isSaid ? 'Choose what you said.' : 'Say your answer out loud, in a sentence.';
}

/** A question with its choices. */
function Card({
  question: { ask, code, choices },
  answered,
  isOpen,
  choose,
}: {
  readonly question: StoredQuestion;
  readonly answered: string | undefined;
  readonly isOpen: boolean;
  readonly choose: ((text: string, right: boolean) => void) | undefined;
}) {
  return (
    <>
      <p class="question">
        <Words text={ask} />
      </p>
      {code !== undefined && (
        <pre class="lines" tabindex={0}>
          {code}
        </pre>
      )}
      <ul class="opts">
        {(isOpen ? choices : []).map(({ text, right }) => {
          const mine = answered === text;
          const state = answered !== undefined && right ? ' right' : mine ? ' off' : '';
          return (
            <li key={text}>
              <button
                type="button"
                class={`opt${mine ? ' mine' : ''}${state}`}
                disabled={answered !== undefined || !choose}
                onClick={() => choose?.(text, right)}
              >
                <i />
                <span>
                  <Words text={text} />
                </span>
                <em>{answered !== undefined && right ? 'right' : mine ? 'yours' : ''}</em>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
