import type { Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Output } from '../../src/kernel/protocol';
import type { LiveSession, LiveSessionOptions } from '../../src/live/browser/client';
import type { CellHost, Ran } from '../kernel/engine-suite';
import { openBrowser } from '../support/browser';
import { serveLive, type Way } from './site';

/** What the page keeps for the tests, under `lab`. */
interface Lab {
  session: LiveSession;
  outputs: { id: number; output: Output }[];
  ended: string[];
  count: number;
}

let browser: Promise<Browser> | undefined;

/** One for all pages of a file of tests. */
function sharedBrowser(): Promise<Browser> {
  browser ??= openBrowser();
  return browser;
}

afterAll(async () => (await browser)?.close());

/** A page in headless Chromium with one session of cells. */
export class LivePage implements CellHost {
  private constructor(
    private readonly server: Server,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(way: Way, options: Pick<LiveSessionOptions, 'memory'> = {}): Promise<LivePage> {
    const { server, url } = await serveLive(way);
    const context = await (await sharedBrowser()).newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction('globalThis.client');
    const made = new LivePage(server, context, page);
    await made.begin(options);
    return made;
  }

  private begin(options: Pick<LiveSessionOptions, 'memory'>): Promise<void> {
    return this.page.evaluate((given) => {
      const { client } = globalThis as unknown as {
        client: typeof import('../../src/live/browser/client');
      };
      const lab: Omit<Lab, 'session'> = { outputs: [], ended: [], count: 0 };
      const session = new client.LiveSession({
        ...given,
        base: new URL('./live/', document.baseURI),
        onOutput: (id, output) => lab.outputs.push({ id, output }),
        onInput: (_, prompt, __, reply) => setTimeout(reply, 10, `${prompt}answered`),
        onEnd: (reason) => lab.ended.push(reason),
      });
      Object.assign(globalThis, { lab: Object.assign(lab, { session }) });
    }, options);
  }

  async run(code: string, during?: () => void): Promise<Ran> {
    const before = (await this.outputs()).length;
    const running = this.page.evaluate(async (source) => {
      const { lab } = globalThis as unknown as { lab: Lab };
      let id = 0;
      const began = (given: number): void => {
        id = given;
      };
      return { ...(await lab.session.execute(source, ++lab.count, began)), id };
    }, code);
    during?.();
    const reply = await running;
    return { ...reply, outputs: (await this.outputs()).slice(before).map(({ output }) => output) };
  }

  /** The milliseconds that a cell took, measured in the page. */
  async time(code: string): Promise<number> {
    return this.page.evaluate(async (source) => {
      const { lab } = globalThis as unknown as { lab: Lab };
      const begun = performance.now();
      const { error } = await lab.session.execute(source, ++lab.count);
      if (error) throw new Error(error.evalue);
      return performance.now() - begun;
    }, code);
  }

  interrupt(): void {
    void this.page.evaluate('lab.session.interrupt()');
  }

  /** Interrupts, and says how it went. */
  stop(): Promise<{ how: string; milliseconds: number }> {
    return this.page.evaluate(async () => {
      const { lab } = globalThis as unknown as { lab: Lab };
      const begun = performance.now();
      const how = await lab.session.interrupt();
      return { how, milliseconds: performance.now() - begun };
    });
  }

  complete(code: string, position: number): ReturnType<CellHost['complete']> {
    return this.page.evaluate(
      ([source, at]) => (globalThis as unknown as { lab: Lab }).lab.session.complete(source, at),
      [code, position] as const,
    );
  }

  inspect(code: string, position: number): ReturnType<CellHost['inspect']> {
    return this.page.evaluate(
      ([source, at]) => (globalThis as unknown as { lab: Lab }).lab.session.inspect(source, at),
      [code, position] as const,
    );
  }

  isComplete(code: string): ReturnType<CellHost['isComplete']> {
    return this.page.evaluate(
      (source) => (globalThis as unknown as { lab: Lab }).lab.session.isComplete(source),
      code,
    );
  }

  outputs(): Promise<Lab['outputs']> {
    return this.page.evaluate(() => (globalThis as unknown as { lab: Lab }).lab.outputs);
  }

  ended(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as unknown as { lab: Lab }).lab.ended);
  }

  async close(): Promise<void> {
    await this.context.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
