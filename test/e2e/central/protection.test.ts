/** What protects the pages of the centre. */
import { expect, test } from '../support/central-program.ts';

test('a session is a cookie that no script reads and no other site brings along', async ({
  central,
  pages,
  context,
}) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.isAt('Estações');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'prumo-central', httpOnly: true, sameSite: 'Strict', path: '/' });
  const own = { cookie: `${cookie?.name}=${cookie?.value}`, 'content-type': 'application/json' };
  const ask = (headers: Record<string, string>, path = '/units', body = '{"name":"Filial"}') =>
    fetch(`${central.origin}/v1/admin${path}`, { method: 'POST', headers, body });
  expect((await ask({ 'content-type': 'application/json' })).status).toBe(401);
  expect((await ask({ ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await ask({ ...own, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await ask({ ...own, origin: 'http://outro.exemplo' })).status).toBe(403);
  expect((await ask({ ...own, origin: 'null' })).status).toBe(403);
  expect((await ask({ cookie: own.cookie, 'content-type': 'text/plain' })).status).toBe(415);
  expect((await ask({ ...own, origin: central.origin })).status).toBe(200);
  expect((await ask({ ...own, cookie: 'prumo-central=forjado' })).status).toBe(401);
  expect((await ask(own, '/units', '{"name":"x","name":"y"}')).status).toBe(400);
  await pages.signOut();
  expect((await ask(own)).status, 'a stolen cookie ends with the session').toBe(401);
});

test('pages come with a strict policy and are never kept', async ({ central }) => {
  const answer = await fetch(`${central.origin}/estacoes`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`default-src 'none'`);
  expect(policy).toContain(`frame-ancestors 'none'`);
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  const html = await answer.text();
  expect(html).toContain(nonce);
  expect(html).not.toContain('__CSP_NONCE__');
  const again = await fetch(`${central.origin}/estacoes`);
  expect(again.headers.get('content-security-policy')).not.toBe(policy);
  for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/index.html', '/assets/nada.js'])
    expect((await fetch(central.origin + path)).status).toBeGreaterThanOrEqual(400);
});

test('guessing is slow, from one address and at one account', async ({ central, pages }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.isAt('Estações');
  const statuses = new Set<number>();
  for (let tries = 0; tries < 25; tries++) {
    const answer = await fetch(`${central.origin}/v1/admin/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'helena.prado', password: 'errada-errada' }),
    });
    statuses.add(answer.status);
  }
  expect([...statuses].sort()).toEqual([401, 429]);
  expect(central.output()).not.toContain('helena');
  expect(central.output()).not.toContain('Horizonte');
});
