const { chromium } = require('playwright-core');
const [hash = '', out = '/tmp/pics/m.png', width = '1440', scheme = 'light', height='1250'] = process.argv.slice(2);
(async () => {
  const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const ctx = await b.newContext({ viewport: { width: +width, height: +height }, colorScheme: scheme, serviceWorkers: 'block' });
  const page = await ctx.newPage();
  page.on('console', (m) => console.log('console', m.type(), m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.stack));
  const t = Date.now();
  await page.goto('http://127.0.0.1:8124/site/microscope.html' + hash);
  await page.waitForSelector('.panels, .problem', { timeout: 60000 });
  console.log('shown after', Date.now() - t);
  await page.waitForTimeout(1500);
  console.log(await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]));
  await page.screenshot({ path: out, fullPage: true });
  await b.close();
})();
