/*
 * The few commands of W3C WebDriver that a tour of the pages needs, over its HTTP: WebKit's driver speaks no other
 * protocol. https://www.w3.org/TR/webdriver2/
 */

const CONTROL = '\uE009';
const ENTER = '\uE007';

async function command(
  method: 'DELETE' | 'POST',
  url: string,
  parameters: object = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(method === 'POST' && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${url}: ${error}: ${message}`);
}

/** A browser that a driver started. */
export class WebDriver {
  private constructor(private readonly session: string) {}

  /** @param driver the URL of the driver @param capabilities of the browser that it shall start */
  static async start(driver: string, capabilities: object): Promise<WebDriver> {
    const started = await command('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    return new WebDriver(`${driver}/session/${(started as { sessionId: string }).sessionId}`);
  }

  private post(path: string, parameters: object = {}): Promise<unknown> {
    return command('POST', `${this.session}/${path}`, parameters);
  }

  async goTo(url: string): Promise<void> {
    await this.post('url', { url });
  }

  /** @returns the value of an expression that is worked out in the page, as JSON */
  evaluate(expression: string): Promise<unknown> {
    return this.post('execute/sync', { script: `return ${expression}`, args: [] });
  }

  /**
   * Clicks the element that an expression names, near its left edge: the middle of a wide one may be cut off by the
   * box around it. Waits until it no longer moves.
   */
  async click(expression: string): Promise<void> {
    const place = `(() => {
      const element = ${expression};
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return [Math.round(left + Math.min(width, 40) / 2), Math.round(top + height / 2)];
    })()`;
    let before: unknown;
    let at = (await this.evaluate(place)) as number[];
    while (String(at) !== String(before)) {
      before = at;
      await new Promise((resolve) => setTimeout(resolve, 50));
      at = (await this.evaluate(place)) as number[];
    }
    const [x, y] = at;
    await this.post('actions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /** Selects all of what has the focus, and types over it. */
  async write(text: string): Promise<void> {
    const keys = [...text.replaceAll('\n', ENTER)].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const all = [
      { type: 'keyDown', value: CONTROL },
      { type: 'keyDown', value: 'a' },
      { type: 'keyUp', value: 'a' },
      { type: 'keyUp', value: CONTROL },
    ];
    await this.post('actions', {
      actions: [{ type: 'key', id: 'keys', actions: [...all, ...keys] }],
    });
  }

  async quit(): Promise<void> {
    await command('DELETE', this.session);
  }
}
