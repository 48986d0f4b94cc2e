import Papa from 'papaparse';

/** A question with two sides, as flash-card programs read it. */
export interface FlashCard {
  /** Stays from one export to the next. */
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly topic: string;
}

/** The two sides of a question. */
export function flashCard(question: {
  readonly id: string;
  readonly topic: string;
  readonly ask: string;
  readonly code?: string | undefined;
  readonly answer: string;
  readonly explanation: string;
}): FlashCard {
  const { id, topic, ask, code, answer, explanation } = question;
  return {
    id,
    front: code ? `${ask}\n\n${code}` : ask,
    back: `${answer}\n\n${explanation}`,
    topic,
  };
}

/** Cards as CSV (RFC 4180), with what else is known of each in columns of its own. */
export function cardsCsv(cards: readonly (FlashCard & Record<string, string | number>)[]): string {
  const columns = [...new Set(['id', 'front', 'back', 'topic', ...cards.flatMap(Object.keys)])];
  const text = Papa.unparse([...cards], {
    columns,
    newline: '\r\n',
    quotes: (value: unknown) => typeof value === 'string',
    header: true,
  });
  return `${text}\r\n`;
}
