import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Address, addressText, NOTHING_OPEN } from '../../src/site/parts/microscope/address';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

/* The microscope's page, with the simulator in its worker. */

const START: Address = { ...NOTHING_OPEN, python: '3.12' };

inBrowser('the microscope', SITE, (site) => {
  let page: Page;
  const go = async (address: Partial<Address>): Promise<void> => {
    ({ page } = await site.open(`microscope.html${addressText({ ...START, ...address })}`));
    await page.locator('.transport').waitFor({ timeout: 60_000 });
  };
  const says = (words: string | RegExp) =>
    page.locator('.say p').filter({ hasText: words }).waitFor();

  test('steps forward and back by keys; the address is what is shown, also elsewhere', async () => {
    await go({ example: 'peak' });
    await says('Nothing of your program has run yet');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    await says(/199.891 blocks are freed/);
    expect(new URL(page.url()).hash).toContain('step=4');
    await page.keyboard.press('ArrowLeft');
    await says('sample names a new list of 10 items');
    await page.keyboard.press('End');
    await says('The collector ran');
    await page.keyboard.press('Home');
    await says('Nothing of your program has run yet');
    // A line goes to where it runs; an object shows its bytes.
    await page.getByRole('button', { name: /^Line 11:/ }).click();
    await says('It moves to a larger block, of 64 B');
    await page.getByRole('button', { name: /^list/ }).first().click();
    await page.locator('.hex .field').getByText('ob_item', { exact: true }).waitFor();
    const shown = await page.locator('.microscope').textContent();
    const { page: elsewhere } = await site.open(page.url());
    await elsewhere
      .locator('.hex .field')
      .getByText('ob_item', { exact: true })
      .waitFor({ timeout: 60_000 });
    expect(await elsewhere.locator('.microscope').textContent()).toBe(shown);
  }, 120_000);

  test('two versions stand side by side', async () => {
    await go({ example: 'peak', beside: '3.8', step: 4 });
    await says(/15 arenas go back to the system/);
    await page.getByRole('heading', { name: /^Python 3\.8/ }).waitFor();
    expect(await page.locator('section.heap').count()).toBe(2);
  }, 120_000);

  test('a program of one’s own, why something is alive, and what keeps an arena', async () => {
    await go({ example: 'append' });
    await page.getByRole('button', { name: 'paste your own' }).click();
    const source = 'keep = {}\nkeep["here"] = [1.5, 2.5]\nkeep = keep';
    await page.getByLabel('Your program').fill(source);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Line 2: keep\["here"\]/ }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: /^list/ }).first().click();
    await page.getByRole('button', { name: 'Why is it alive?' }).click();
    expect(await page.locator('.chain').textContent()).toMatch(
      /keep names *the dict .*, which holds at 'here' *the list \[1\.5, 2\.5\]/,
    );
    await page.getByRole('button', { name: 'what keeps it?' }).click();
    await page.locator('.pins').getByRole('button', { name: 'line 2' }).first().waitFor();
    // The program is in the address.
    expect((await site.open(page.url())).page.url()).toContain('program=');
  }, 120_000);

  test('a program too long for an address has none of another, and a reload brings it back', async () => {
    await go({ program: 'x = [1]' });
    await page.getByRole('button', { name: 'edit it' }).click();
    // Nothing in it repeats, so that it packs badly.
    const numbers = Array.from({ length: 1500 }, (_, i) => Math.sin(i + 1).toString(36));
    const source = `kept = [0]\nkept.append('${numbers.join('')}')`;
    await page.getByLabel('Your program').fill(source);
    await page.getByText('a link to it shows it in this tab only').waitFor();
    await page.getByRole('button', { name: 'Run it' }).click();
    const there = page.getByRole('button', { name: /^Line 2: kept\.append/ });
    await there.click({ timeout: 60_000 });
    await page.getByText('This program is too long for an address.').waitFor();
    const { hash } = new URL(page.url());
    expect(hash).toMatch(/^#python=3\.12&step=2&kept=\w+$/);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it as a file' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toBe(`${source}\n`);
    await page.reload();
    await there.waitFor({ timeout: 60_000 });
    await page.goBack();
    await page.getByRole('button', { name: /^Line 1: x = \[1\]/ }).waitFor({ timeout: 60_000 });
    await page.getByText('too long for an address').waitFor({ state: 'detached' });
    const { page: elsewhere } = await site.open(`microscope.html${hash}`);
    await elsewhere.getByText('The program of this address is not here.').waitFor();
  }, 120_000);

  test('the running line is in sight in a long program, and the page stays where it is', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `n${i} = ${i}`);
    const address = addressText({ ...START, program: lines.join('\n') });
    ({ page } = await site.open(`microscope.html${address}`, {
      viewport: { width: 390, height: 780 },
    }));
    await page.locator('.transport').waitFor({ timeout: 60_000 });
    const seen = () =>
      page.evaluate(() => {
        const box = document.querySelector('.program')!.getBoundingClientRect();
        const on = document.querySelector('.program .on')!.getBoundingClientRect();
        return on.top >= box.top && on.bottom <= box.bottom;
      });
    await page.evaluate(() => scrollTo(0, 40));
    for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowRight');
    await says('n13 is now 13');
    expect(await seen()).toBe(true);
    await page.keyboard.press('End');
    await page.locator('.program .on').filter({ hasText: 'n59 = 59' }).waitFor();
    expect(await seen()).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(40);
    // What runs from the form is in sight from its beginning.
    await page.getByRole('button', { name: 'edit it' }).click();
    await page.getByRole('button', { name: 'Run it' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.locator('.transport').waitFor({ timeout: 60_000 });
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }, 120_000);

  test('a program that fails shows Python’s traceback; one that does not end is stopped by the reader', async () => {
    await go({ program: 'x = [1]\nx[5]' });
    await page.locator('.traceback').getByText('IndexError: list index out of range').waitFor();
    await page.keyboard.press('End');
    await says('Here an exception ended the program');
    await page.getByRole('button', { name: 'edit it' }).click();
    await page.getByLabel('Your program').fill('while True: pass');
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped.').waitFor();
    await page.getByRole('button', { name: 'Run it again' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
  }, 120_000);

  test('all that keeps an arena, several steps at a time, a pool that the state has only counts of', async () => {
    const program = `import functools
kept = []
for n in range(150):
    kept.append([n])
class C: pass
# More pools than a state has block by block.
many = [[n] for n in range(400_000)]
some = many[::40]
del many`;
    await go({ program });
    await page.getByText(/Importing functools makes far fewer blocks here/).waitFor();
    await page.getByLabel('Steps at a time').selectOption('by 100 steps');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/step=100/);
    await page.getByRole('button', { name: 'what keeps it?' }).click();
    await page.getByText(/can’t go back while these blocks are in use: \d+ alive/).waitFor();
    const listed = page.locator('.pins li');
    expect(await listed.count()).toBe(12);
    await page.getByRole('button', { name: /^Show 100 more of/ }).click();
    await page.waitForFunction(() => document.querySelectorAll('.pins li').length === 112);
    // A class says what of its bytes is not CPython's.
    await page.keyboard.press('End');
    await says(/blocks are freed/);
    await page.getByRole('button', { name: /^class C/ }).click();
    await page.getByText('its pointers to C functions are NULL here').waitFor();
    // The last pools are there when they are opened.
    await page.locator('.arenas .arena').last().click();
    await page.getByText(/^in use \d+$/).waitFor();
  }, 120_000);

  test('plays, and in a frame it is the player alone', async () => {
    await go({ example: 'free-list', embed: true });
    expect(await page.getByRole('link', { name: 'Lessons' }).isVisible()).toBe(false);
    await page.getByLabel('speed').selectOption('2×');
    await page.getByRole('button', { name: 'Play (space)' }).click();
    await page.getByRole('button', { name: 'Pause (space)' }).waitFor();
    await says(/1 block is freed\. The dead list waits on a free list/);
    await page.getByRole('button', { name: 'Play (space)' }).waitFor();
    expect(new URL(page.url()).hash).toContain('step=7');
  }, 120_000);
});
