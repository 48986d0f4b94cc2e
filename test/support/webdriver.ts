/*
 * The few commands of W3C WebDriver that a tour of the pages needs, over its HTTP: WebKit's driver speaks no other
 * protocol. https://www.w3.org/TR/webdriver2/
 */

/** The key under which the protocol returns an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
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

  /** Clicks in the middle of the element that an expression names. */
  async click(expression: string): Promise<void> {
    await this.evaluate(`void (${expression}).scrollIntoView({ block: 'center' })`);
    const element = (await this.evaluate(expression)) as Record<string, string>;
    await this.post(`element/${element[ELEMENT]}/click`);
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
