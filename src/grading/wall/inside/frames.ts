import type { Surroundings } from './ambient';

/*
 * The walled side of the conversation: one JSON value a line. The functions that it needs are taken before
 * foreign code runs, which may replace them.
 */

const { parse, stringify } = JSON;
const encoder = new TextEncoder();
const encode = encoder.encode.bind(encoder);

/** Answers questions one after the other, until there are no more. */
export async function answerAll(
  { input, write, runtime, granted }: Surroundings,
  answer: (question: never) => unknown,
): Promise<void> {
  const say = (id: string, content: unknown): void =>
    write(encode(`${stringify({ id, content })}\n`));
  say('ready', { runtime, granted });
  for await (const line of lines(input)) {
    const question = parse(line) as { readonly id: string };
    const content = await answer(question as never);
    say(question.id, content);
  }
}

async function* lines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop()!;
    for (const part of parts) yield part;
  }
}
