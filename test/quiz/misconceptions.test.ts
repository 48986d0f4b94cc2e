import { BANK, makeQuestion } from '../../src/quiz/bank';
import { MISCONCEPTIONS } from '../../src/quiz/misconceptions';
import { proveExplanations } from './explanations';

// A third of the templates in one draw; all, on all versions, in quiz.deep.test.ts.
proveExplanations(
  (template) =>
    template % 3 === 0
      ? [{ version: ['3.12', '3.8', '3.14', '3.11', '3.15'][(template / 3) % 5]!, seed: 1 }]
      : [],
  50,
);

test('the size of text with a wide character is not explained by rounding, unless it is that', () => {
  const template = BANK.find(({ id }) => id === 'sizes-wide')!;
  for (let seed = 0; seed < 6; seed++) {
    const { choices, answer } = makeQuestion(template, '3.12', seed);
    for (const { text, because } of choices)
      if (because?.includes(MISCONCEPTIONS['rounds-size']))
        expect(Number(text)).toBe(Math.ceil(Number(answer) / 16) * 16);
  }
});
