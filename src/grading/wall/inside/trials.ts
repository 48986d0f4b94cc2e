import { fromPlain, toPlain } from '../../../kernel/plain';
import { runTrial } from '../../heap/measure';
import type { TrialRequest } from '../../heap/trial';
import { clearGlobals, surroundings } from './ambient';
import { answerAll } from './frames';

/*
 * The program that runs trials of exercises in Python. Nothing of a submission runs here but in the simulator: one
 * trial sees nothing of another.
 */

const around = surroundings();
clearGlobals();

void answerAll(around, ({ request }: { readonly request: unknown }) => {
  const run = runTrial(fromPlain(request) as TrialRequest);
  // Python's own words would tell of the input, and nobody reads them out there.
  const ending = run.ending && { ...run.ending, text: '' };
  return { samples: run.samples, values: run.values.map(toPlain), ...(ending && { ending }) };
});
