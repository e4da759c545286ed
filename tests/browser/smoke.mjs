// Opens every page in Chromium, wide and narrow, light and dark, and fails on anything a user would
// suffer from: accessibility violations (axe), sideways scrolling, script, outside requests, a dead link.
// Usage: node smoke.mjs BASE_URL PATHS_JSON [SCREENSHOT_DIR]
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base, pathsJson, shots] = process.argv.slice(2);
const paths = JSON.parse(pathsJson);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const faults = [];
let looked = 0;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
if (shots) mkdirSync(shots, { recursive: true });

for (const scheme of ['light', 'dark']) {
  for (const width of [1366, 360]) {
    const context = await browser.newContext({
      colorScheme: scheme, viewport: { width, height: 800 }, bypassCSP: true,
    });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(base)) faults.push(`outside request: ${request.url()}`);
    });
    for (const path of paths) {
      const where = `${path} ${scheme} ${width}`;
      const answer = await page.goto(base + path);
      looked += 1;
      if (!answer.ok()) { faults.push(`${where}: status ${answer.status()}`); continue; }
      const facts = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        scripts: document.scripts.length,
        headings: document.querySelectorAll('h1').length,
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        styled: document.querySelectorAll('[style]').length,
      }));
      if (facts.lang !== 'id') faults.push(`${where}: lang is ${facts.lang}`);
      if (facts.scripts !== 0) faults.push(`${where}: has script`);
      if (facts.styled !== 0) faults.push(`${where}: has inline style`);
      if (facts.headings !== 1) faults.push(`${where}: ${facts.headings} h1`);
      if (facts.sideways > 0) faults.push(`${where}: scrolls sideways by ${facts.sideways} px`);
      if (shots) {
        const name = `${path.replace(/[^a-z0-9]+/gi, '_') || '_'}-${scheme}-${width}.png`;
        await page.screenshot({ path: `${shots}/${name}`, fullPage: true });
      }
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), tags);
      for (const violation of found.violations) {
        faults.push(`${where}: ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
      }
    }
    await context.close();
  }
}

// With script switched off: one click from the start page to why, and the ranking as it stood at the
// end of 31 March, or as it had happened by then, in at most three.
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
const journey = async (name, steps, ends) => {
  await page.goto(base + '/');
  let clicks = 0;
  for (const step of steps) {
    const target = step(page);
    if (await target.count() === 0) { faults.push(`${name}: nothing to click after ${clicks}`); return; }
    await target.first().click();
    clicks += 1;
  }
  const there = page.url().slice(base.length);
  if (!ends.test(there)) faults.push(`${name}: ${clicks} clicks led to ${there}`);
  if (clicks > 3) faults.push(`${name}: ${clicks} clicks`);
  const heading = await page.locator('h1').textContent();
  if (/Galat/.test(await page.title())) faults.push(`${name}: ${heading}`);
};
const third = (page) => page.locator('main table').first().locator('tbody tr').nth(2).locator('a[href*="/mengapa/"]');
await journey('why is the third unit third', [third], /^\/peringkat\/[^/]+\/mengapa\/[^/?]+$/);
const openForm = (page) => page.locator('main > details > summary');
const on = (cara, day) => (page) => {
  const form = page.locator('main > details form');
  return { count: () => form.count(), first: () => ({ click: async () => {
    await form.locator('input[name="tanggal"]').fill(String(day.getDate()));
    await form.locator('select[name="bulan"]').selectOption(String(day.getMonth() + 1));
    await form.locator('input[name="tahun"]').fill(String(day.getFullYear()));
    await form.locator(`input[name="cara"][value="${cara}"]`).check();
    await form.locator('button').click();
  } }) };
};
const whole = (page) => page.getByRole('link', { name: 'Lihat peringkat lengkap' });
// As it had happened by 31 March; and as it was known at the end of a day that the record knows.
const march = new Date(2026, 2, 31);
await journey('the ranking as it had happened by 31 March', [openForm, on('terjadi', march), whole],
  /^\/peringkat\/2026[^?]*\?terjadi=2026-03-31$/);
// Tomorrow: the record was written today in whatever zone.
const known = new Date(Date.now() + 86_400_000);
await journey('the ranking as known on a day', [openForm, on('diketahui', known), whole],
  /^\/peringkat\/[^?]+\?per=\d{4}-\d{2}-\d{2}$/);
await browser.close();

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${looked} page views without a fault`);
