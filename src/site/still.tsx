import { renderToString } from 'preact-render-to-string';
import type { PlayerData } from '../charts/player';
import type { NotebookOutput } from '../kernel/notebook';
import { boot, deterministicHost } from '../python';
import { recordLines } from '../recording';
import type { StoredRun } from './client/microscope';
import { figureOf, playerOf, STILL_HTML } from './outputs';
import { NOTHING_OPEN } from './parts/microscope/address';
import { type Moment, momentOf } from './parts/microscope/moment';
import { View } from './parts/microscope/view';
import { TouchFigure } from './parts/touch/figure';

/*
 * The first picture of a player or a figure, made with the pages: it is there before a script is, and without any. A
 * player's program is run, which is short; a figure has what it shows first.
 */

/** The moment that a player begins with. */
function momentAt(python: string, program: string, step: number): Moment {
  const run = recordLines(boot(python, { host: deterministicHost() }), program);
  const before = step > 0 ? run.state(step - 1) : undefined;
  const moment = momentOf({ info: run.info, steps: run.steps }, step, run.state(step), before);
  run.close();
  return moment;
}

/** A whole run as the page asks for it: the gallery's first is in a file, so that nobody waits for it. */
export function storedRunOf(python: string, source: string): StoredRun {
  const host = deterministicHost();
  const run = recordLines(boot(python, { host }), source);
  const { info, steps } = run;
  const states = steps.map(({ step }) => run.state(step));
  run.close();
  return { info, steps, output: host.take(), states };
}

/** The picture as HTML, the same as the player draws later. */
export function stillOf({ program, python, beside, step, show }: PlayerData): string {
  const view = (
    <View
      address={{ ...NOTHING_OPEN, python, beside, step, program }}
      moment={momentAt(python, program, step)}
      otherMoment={beside === undefined ? undefined : momentAt(beside, program, step)}
      panels={show}
      go={() => {}}
      change={() => {}}
    />
  );
  return untouchable(renderToString(view));
}

/** Takes out what only works when it is touched: a picture has no buttons. Its program is scrolled by keys. */
function untouchable(html: string): string {
  return html
    .replace(/<button type="button"/g, '<span')
    .replace(/<\/button>/g, '</span>')
    .replace(/ role="button"/g, ' role="img"')
    .replace(/ (tabindex="-?\d+"|aria-(pressed|live|current)="\w+")/g, '')
    .replace(/ disabled(?=[ >])/g, '')
    .replace(/<div(?=[^>]* class="program")/, '$& tabindex="0"');
}

/** The outputs of a lesson's cells, with the pictures of the players and figures among them. */
export function withStills(
  outputs: Readonly<Record<string, readonly NotebookOutput[]>>,
): Record<string, readonly NotebookOutput[]> {
  const withStill = (output: NotebookOutput): NotebookOutput => {
    if (!('data' in output)) return output;
    const player = playerOf(output);
    const figure = figureOf(output);
    if (!player && !figure) return output;
    const still = player ? stillOf(player) : renderToString(<TouchFigure data={figure!} />);
    return { ...output, data: { ...output.data, [STILL_HTML]: still } };
  };
  return Object.fromEntries(
    Object.entries(outputs).map(([id, own]) => [id, own.map(withStill)] as const),
  );
}
