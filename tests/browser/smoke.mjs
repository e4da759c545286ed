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

// One click from the start page to "why", and the pages work with script switched off.
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(base + '/');
const why = page.locator('a[href*="/mengapa/"]').first();
if (await why.count() === 0) faults.push('/: no link to why');
else {
  await why.click();
  if (!page.url().includes('/mengapa/')) faults.push(`/: the click led to ${page.url()}`);
}
await browser.close();

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${looked} page views without a fault`);
