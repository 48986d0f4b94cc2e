import vegaEmbed, { type VisualizationSpec } from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';
import { STATIC_CONFIG } from '../../charts/theme';
import { narrowed } from '../narrow-chart';

/**
 * Draws a chart live, as its picture is drawn. Expressions are interpreted, not compiled: the page's policy allows no
 * eval.
 * @param narrow as a phone has it
 */
export async function draw(
  element: HTMLElement,
  spec: object,
  narrow = matchMedia('(max-width: 700px)').matches,
): Promise<void> {
  await vegaEmbed(element, (narrow ? narrowed(spec) : spec) as VisualizationSpec, {
    config: STATIC_CONFIG,
    actions: false,
    renderer: 'svg',
    ast: true,
    expr: expressionInterpreter,
    tooltip: { theme: 'custom' },
  });
}

/** Makes the static chart under an element live, once. */
export async function enliven(figure: Element): Promise<void> {
  const script = figure.querySelector('script[type="application/json"]');
  const picture = figure.querySelector<HTMLElement>('.picture');
  // One that is not laid out would be drawn without a width.
  if (!script || !picture || picture.clientWidth === 0) return;
  const spec = JSON.parse(script.textContent ?? '') as object;
  script.remove();
  const { height } = picture.getBoundingClientRect();
  picture.style.minHeight = `${height}px`;
  const narrow = picture.querySelector<HTMLElement>('.narrow-only')?.offsetParent;
  await draw(picture, spec, Boolean(narrow));
}
