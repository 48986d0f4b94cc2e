import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import type { Chart } from '../../src';
import { ROOT } from './dist';
import { nativeGlobal, nativeRequire } from './native';

const { validate } = nativeRequire(join(ROOT, 'test/support/vega-lite-schema.cjs')) as {
  readonly validate: ValidateFunction;
};

/** What holds for every chart: a valid spec, an SVG without warnings, a text, one bundle. */
export function chartRules(charts: Readonly<Record<string, () => Chart>>): void {
  describe.each(Object.entries(charts))('%s', (_, make) => {
    const warn = jest.spyOn(nativeGlobal.console, 'warn').mockImplementation(() => {});
    afterEach(() => warn.mockClear());

    test("is valid by Vega-Lite's own schema", () => {
      const { spec } = make();
      validate(spec);
      expect(validate.errors).toBeNull();
    });

    test('renders to SVG without a warning', () => {
      const svg = make().svg();
      expect(svg).toMatch(/^<svg /);
      expect(svg).not.toMatch(/NaN|undefined/);
      expect(warn).not.toHaveBeenCalled();
    });

    test('has a description and a text, no background and no text colour of its own', () => {
      const chart = make();
      expect(String(chart.spec.description).length).toBeGreaterThan(20);
      expect(chart.text().length).toBeGreaterThan(0);
      expect(chart.spec.config).toMatchObject({ background: 'transparent' });
      expect(JSON.stringify(chart.spec)).not.toMatch(/labelColor|titleColor/);
    });

    test('shows itself as one bundle, under any kernel that asks', () => {
      const chart = make() as unknown as Record<symbol, () => Record<string, unknown>>;
      expect(Object.keys(chart[Symbol.for('Jupyter.display')]!())).toEqual([
        'application/vnd.vegalite.v5+json',
        'image/svg+xml',
        'text/plain',
      ]);
    });
  });
}
