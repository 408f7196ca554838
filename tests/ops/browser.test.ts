/** The browser of the journeys: it starts, keeps persons apart, and axe sees what is wrong. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { axe, openBrowser } from '../support/browser';

const PAGE = '<html lang="da"><head><title>Prøve</title></head><body><main><h1>Prøve</h1>';
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "default-src 'self'; script-src 'self'");
    response.setHeader('set-cookie', 'who=me');
    const picture = request.url === '/bad' ? '<img src="/x.png">' : '';
    response.end(
      `${PAGE}${picture}<p>${request.headers.cookie ?? 'ingen'}</p></main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  if (place !== null && typeof place === 'object') address = `http://127.0.0.1:${place.port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

test('axe finds a picture without words, and nothing on a good page under a strict policy', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPerson();
    await page.goto(`${address}/good`);
    expect(await axe(page)).toEqual([]);
    await page.goto(`${address}/bad`);
    expect((await axe(page)).map(({ rule }) => rule)).toEqual(['image-alt']);
    const other = await browser.newPerson();
    await other.goto(`${address}/good`);
    expect(await other.textContent('p')).toBe('ingen');
    await page.reload();
    expect(await page.textContent('p')).toBe('who=me');
  } finally {
    await browser.close();
  }
});
