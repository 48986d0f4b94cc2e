import vegaEmbed, { type VisualizationSpec } from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';

/** Draws a chart live. Expressions are interpreted, not compiled: the page's policy allows no eval. */
export async function draw(element: HTMLElement, spec: object): Promise<void> {
  await vegaEmbed(element, spec as VisualizationSpec, {
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
  if (!script || !picture) return;
  const spec = JSON.parse(script.textContent ?? '') as object;
  script.remove();
  const { height } = picture.getBoundingClientRect();
  picture.style.minHeight = `${height}px`;
  await draw(picture, spec);
}
