import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

/* A lesson as slides, as a teacher goes through them. */

const LESSON = 'lessons/07-getsizeof-and-deep-size.html';

inBrowser('a lesson as slides', SITE, (site) => {
  test('one thing a slide, by keyboard; questions are asked, and nothing is kept', async () => {
    const { page } = await site.open(LESSON);
    const shown = '.cell:not(.folded:has(> .res.empty))';
    const count = (selector: string): Promise<number> => page.locator(selector).count();
    const cells = await count(`.text > [data-island="Cell"] ${shown}`);
    const questions = await count('.text > [data-island="Prediction"]');
    const exercises = await count('[data-island="Exercise"]');
    const title = await page.locator('main h1').textContent();
    await page.getByRole('link', { name: 'Show it as slides' }).click();
    await page.waitForSelector('.teach-bar');

    // Whatever there is to look at is on one slide, and no slide has two things.
    expect(await count(`.sheet > [data-island="Cell"] ${shown}`)).toBe(cells);
    expect(await count('.sheet > [data-island="Prediction"]')).toBe(questions);
    const most = await page.evaluate(
      `Math.max(...[...document.querySelectorAll('.sheet')].map(({ children }) =>
        [...children].filter((child) =>
          child.matches('[data-island="Prediction"]') ||
          (child.matches('[data-island="Cell"]') && !child.querySelector('.folded > .res.empty'))).length))`,
    );
    expect(most).toBe(1);
    expect(await count('.sheet:visible')).toBe(1);
    expect(await page.locator('.sheet:visible h1').textContent()).toBe(title);

    const slide = page.locator('.teach-bar select');
    const slides = await slide.locator('option').count();
    await page.keyboard.press('End');
    expect(await page.locator('.sheet:visible li').count()).toBe(exercises);
    await page.keyboard.press('ArrowRight');
    expect(await slide.inputValue()).toBe(String(slides - 1));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await slide.inputValue()).toBe('0');
    for (let i = 0; i < slides && (await count('.sheet:visible .ask input')) === 0; i++)
      await page.keyboard.press('ArrowRight');

    // Keys that come at once are all heard.
    const there = Number(await slide.inputValue());
    await page.keyboard.press('Home');
    await page.evaluate(`for (let i = 0; i < ${there}; i++)
      dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))`);
    await page.waitForFunction(`document.querySelector('.teach-bar select').value === '${there}'`);

    // In a field the keys are the field's.
    const before = await slide.inputValue();
    await page.locator('.sheet:visible .ask input').focus();
    await page.keyboard.type('3');
    await page.keyboard.press('ArrowLeft');
    expect(await slide.inputValue()).toBe(before);
    await page.keyboard.press('Enter');
    await page.locator('.sheet:visible .verdict').waitFor();
    expect(await count('.sheet:visible .under .prose > p:visible')).toBe(0);
    await page.keyboard.press('t');
    expect(await count('.sheet:visible .under .prose > p:visible')).toBeGreaterThan(0);

    // The next answer does not take the first one back, where nothing is kept either.
    const address = new URL(page.url());
    expect(address.hash).not.toBe('');
    await page.keyboard.press('Home');
    for (let i = 0; i < slides && (await count('.sheet:visible .skip')) === 0; i++)
      await page.keyboard.press('ArrowRight');
    await page.locator('.sheet:visible .skip').click();
    expect(await count('.verdict')).toBe(2);
    const kept = "localStorage.getItem('heaplab:lesson:07-getsizeof-and-deep-size')";
    expect((await page.evaluate<string | null>(kept)) ?? '').not.toContain('"answer"');
    await page.goto(address.href);
    expect(await slide.inputValue()).toBe(before);
    await page.reload();
    await page.waitForSelector('.teach-bar');
    expect(await slide.inputValue()).toBe(before);
    expect(await count('.verdict')).toBe(0);
  }, 60_000);
});
