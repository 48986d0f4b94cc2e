import type { TopLevelSpec } from 'vega-lite';
import { VEGALITE_MIME } from './mime';
import { SHARED_CONFIG, STATIC_CONFIG } from './theme';

/** What Vega has but its types leave out. */
interface SvgRenderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: unknown,
    scale: number,
  ): SvgRenderer;
  render(root: unknown): SvgRenderer;
  svg(): string;
}
type VegaWithRenderer = typeof import('vega') & { SVGStringRenderer: new () => SvgRenderer };
interface ViewSize {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
}

/** Whether bundles hold an SVG. */
let pictures = true;

/** From now on bundles have no SVG: who shows them draws the spec, and Vega need not be here. */
export function leaveOutPictures(): void {
  pictures = false;
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/**
 * A picture of the heap's state: a Vega-Lite 5 spec, drawn by the front end where it can, with an
 * SVG for those that cannot and a text for a terminal.
 */
export class Chart {
  /** The spec as plain data: Vega-Lite 5, see `TopLevelSpec` there. */
  readonly spec: { readonly [key: string]: unknown };
  private readonly makeText: () => string;
  private readonly more: Record<string, unknown> = {};

  /** @param text what a terminal shows instead of the picture. */
  constructor(spec: object, text: () => string) {
    const own = (spec as { config?: object }).config;
    this.spec = { $schema: SCHEMA, ...spec, config: { ...SHARED_CONFIG, ...own } };
    this.makeText = text;
  }

  /** Puts another form of it into its bundles, for whoever knows that MIME type. @internal */
  alsoAs(mime: string, data: unknown): this {
    this.more[mime] = data;
    return this;
  }

  /** The chart in characters. */
  text(): string {
    return this.makeText();
  }

  /**
   * The chart as a standalone SVG document. Loads Vega at the first call.
   *
   * `View.toSVG` is asynchronous for the sake of data it might load; all of ours is in the spec, so
   * the same steps (vega-view's render-headless.js) are taken at once. Output then stays in order.
   */
  svg(): string {
    const vegaLite = require('vega-lite') as typeof import('vega-lite');
    const vega = require('vega') as VegaWithRenderer;
    const own = this.spec.config as Record<string, object>;
    const config: Record<string, unknown> = { ...own };
    for (const [key, value] of Object.entries(STATIC_CONFIG)) {
      config[key] = { ...(value as object), ...own[key] };
    }
    const compiled = vegaLite.compile({ ...this.spec, config } as unknown as TopLevelSpec);
    const view = new vega.View(vega.parse(compiled.spec), {
      renderer: 'none',
      logLevel: vega.Error,
    });
    view.run();
    const { _viewWidth: width, _viewHeight: height } = view as unknown as ViewSize;
    const renderer = new vega.SVGStringRenderer().initialize(null, width, height, view.origin(), 1);
    const svg = renderer.render((view.scenegraph() as unknown as { root: unknown }).root).svg();
    view.finalize();
    return svg;
  }

  /** Its forms in one MIME bundle; see `leaveOutPictures`. */
  bundle(): Record<string, unknown> {
    return {
      ...this.more,
      [VEGALITE_MIME]: this.spec,
      ...(pictures && { 'image/svg+xml': this.svg() }),
      'text/plain': this.text(),
    };
  }

  /** What a kernel asks for when the chart is a cell's last value (ours, and Deno's). */
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return this.bundle();
  }
}
