import { FIGURE_MIME } from '../charts/mime';
import { display } from '../kernel/display';
import { DEFAULT_VERSION } from '../versions';
import { BANK, drawTemplates, makeQuestion } from './bank';
import { cardHtml, cardText } from './card';
import { plainQuestion, type StoredQuestion } from './stored';
import { TOPICS, type Topic } from './template';

/** Which cards are dealt. */
export interface DeckOptions {
  /** Another seed deals other cards, with other numbers. */
  readonly seed: number;
  /** What they are about, a card each in turn; all topics without it. */
  readonly topics?: readonly Topic[];
  /** How many; 9 without it. */
  readonly cards?: number;
  /** The version that they are about; `DEFAULT_VERSION` without it. */
  readonly python?: string;
}

/** What a page needs of a deck: which cards are in it, and the first one. */
export interface DeckData {
  readonly figure: 'cards';
  readonly input: {
    readonly python: string;
    readonly seed: number;
    readonly topics: readonly Topic[];
    readonly templates: readonly string[];
  };
  readonly shown: StoredQuestion;
}

/** The templates of the cards: a topic after the other, in an order that the seed decides. */
export function dealTemplates(seed: number, topics: readonly Topic[], cards: number): string[] {
  const piles = topics.map((topic) => drawTemplates(seed, topic));
  return Array.from({ length: cards }, (_, i) => {
    const pile = piles[i % piles.length]!;
    return pile[Math.floor(i / piles.length) % pile.length]!.id;
  });
}

/**
 * Deals cards of the quiz. A page shows one at a time, keeps the score, and has a next one; in a notebook the cards are
 * below each other, and their choices open.
 * @param options which cards
 */
export function quizDeck({
  seed,
  topics = TOPICS,
  cards = 9,
  python = DEFAULT_VERSION,
}: DeckOptions): void {
  const templates = dealTemplates(seed, topics, cards);
  const questions = templates.map((id) =>
    makeQuestion(BANK.find((template) => template.id === id)!, python, seed),
  );
  const data: DeckData = {
    figure: 'cards',
    input: { python, seed, topics, templates },
    shown: plainQuestion(templates[0]!, questions[0]!),
  };
  const about = (i: number): string => `Card ${i + 1} of ${cards}, CPython ${python}`;
  display({
    'text/html': questions.map((question, i) => cardHtml(question, about(i))).join(''),
    'text/plain': questions.map((question, i) => cardText(question, about(i))).join('\n\n'),
    [FIGURE_MIME]: data,
  });
}
