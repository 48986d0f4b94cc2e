import { BANK, makeQuestion } from '../../src/quiz/bank';
import { MISCONCEPTIONS } from '../../src/quiz/misconceptions';
import { CHECKS } from './beliefs';

/**
 * Tests that what explains a wrong choice comes to it.
 * @param draws of a template, by its number
 * @param least explanations that are met
 */
export function proveExplanations(
  draws: (template: number) => readonly { readonly version: string; readonly seed: number }[],
  least = 150,
): void {
  test('a wrong choice is explained by the misconceptions that come to it, and by no other', () => {
    const unfounded: object[] = [];
    let explained = 0;
    for (const [index, template] of BANK.entries()) {
      for (const { version, seed } of draws(index)) {
        const question = makeQuestion(template, version, seed);
        const { id, choices, answer } = question;
        expect(choices.filter(({ right }) => right).map(({ text }) => text)).toEqual([answer]);
        expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
        expect({ id, choices: choices.length > 2 }).toEqual({ id, choices: true });
        for (const { text, right, from, because } of choices) {
          expect(because).toBe(
            from.length > 0 ? from.map((name) => MISCONCEPTIONS[name]).join(' Or: ') : undefined,
          );
          if (right) expect(from).toEqual([]);
          for (const name of from) {
            explained++;
            if (!CHECKS[name]({ question, version, text })) unfounded.push({ id, text, name });
          }
        }
      }
    }
    expect(unfounded).toEqual([]);
    expect(explained).toBeGreaterThan(least);
  }, 120_000);
}
