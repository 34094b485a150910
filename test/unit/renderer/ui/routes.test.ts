import { describe, expect, it } from 'vitest';
import { matchRoute, ROUTES, type RouteId, routePath } from '#renderer/ui/router/routes.ts';

describe('routes', () => {
  it('finds each route at its own address', () => {
    for (const route of Object.keys(ROUTES) as RouteId[]) {
      const path = ROUTES[route].replaceAll(/:\w+/g, 'abc-1');
      expect(matchRoute(path)?.route).toBe(route);
    }
  });

  it('prefers a fixed part to a name', () => {
    expect(matchRoute('/clientes/importar')).toEqual({ route: 'customers-import', params: {} });
    expect(matchRoute('/clientes/42')).toEqual({ route: 'customer', params: { customerId: '42' } });
  });

  it('writes and reads the same parameters back', () => {
    const path = routePath('customer', { customerId: 'a/b ç?' });
    expect(matchRoute(path)?.params).toEqual({ customerId: 'a/b ç?' });
  });

  it('leaves empty values out of the query', () => {
    expect(routePath('tickets', {}, { q: 'josé', status: '' })).toBe('/chamados?q=jos%C3%A9');
  });

  it('takes the bare address as home and strange ones as nothing', () => {
    expect(matchRoute('/')?.route).toBe('attendance');
    expect(matchRoute('/index.html')?.route).toBe('attendance');
    expect(matchRoute('/nada/disso')).toBeNull();
    expect(matchRoute('/clientes/%E0%A4%A')?.params).toEqual({ customerId: '%E0%A4%A' });
  });
});
