import { request } from 'node:http';
import { connected, expect, test } from '../support/station.ts';

test.skip(({ host }) => host !== 'browser', 'of the browser host alone');

test('a browser enters by the printed address, and stays in by a cookie no script sees', async ({
  page,
  station,
  context,
}) => {
  await expect(page).toHaveURL(`${station.origin}/`);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.goto(`${station.origin}/`);
  await connected(page);
});

test('a browser without a token, or with a wrong one, sees only how to get in', async ({ station, context }) => {
  const page = await context.newPage();
  for (const address of [station.origin, `${station.origin}/?token=${'x'.repeat(43)}`]) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(401);
    await expect(page.locator('body')).toContainText('?token=');
  }
});

test('a foreign name that leads to this machine is refused', async ({ station, context }) => {
  const page = await context.newPage();
  await page.goto(station.address);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const { hostname, port } = new URL(station.origin);
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'prumo.example', cookie };
    request({ hostname, port, path: '/', headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('a page of another site can neither embed the station nor open its socket', async ({ page, station, context }) => {
  const other = await context.newPage();
  await other.route('http://other.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<title>outra</title><iframe src="${station.origin}/"></iframe>` }),
  );
  await other.goto('http://other.example/');
  const outcome = await other.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      }),
    `${station.origin.replace('http', 'ws')}/rpc`,
  );
  expect(outcome).toBe('refused');
  await expect(other.frameLocator('iframe').locator('#root')).toHaveCount(0);
  await connected(page);
});

test('every script, style and font of the page is allowed by its own policy', async ({ page, station, complaints }) => {
  const response = await page.goto(`${station.origin}/`);
  expect(response?.headers()['content-security-policy']).not.toContain('unsafe');
  await connected(page);
  await page.evaluate(() => document.fonts.ready);
  const styled = await page.evaluate(() => document.adoptedStyleSheets.length + document.styleSheets.length);
  expect(styled).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('the policy really holds: an inline script and an inline style attribute do nothing', async ({
  page,
  complaints,
}) => {
  const done = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const box = document.createElement('div');
    box.innerHTML = '<p style="position: fixed">x</p><img src="x" onerror="window.injected = true">';
    document.body.append(box);
    return { injected: 'injected' in window, position: getComputedStyle(box.querySelector('p') as Element).position };
  });
  expect(done).toEqual({ injected: false, position: 'static' });
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
  complaints.length = 0;
});

test('after SIGKILL and a restart the open page is connected again by itself', async ({ page, crash, station }) => {
  const before = station.pid;
  await crash(page);
  expect(station.pid).not.toBe(before);
  await expect(page).toHaveURL(`${station.origin}/`);
});
