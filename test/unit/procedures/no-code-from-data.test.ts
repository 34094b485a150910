import { expect, test } from 'vitest';

/**
 * The window's CSP forbids `eval` and `new Function`, and reports even a caught attempt. So everything is
 * loaded for the first time with the constructor trapped: schemas, reading, conditions, templates, checker.
 */
test('no code is ever built from data: the Function constructor is never reached', async () => {
  const original = globalThis.Function;
  const reached: unknown[] = [];
  const note = (args: unknown[]) => {
    reached.push(args);
    return () => undefined;
  };
  globalThis.Function = new Proxy(original, { construct: (_, args) => note(args), apply: (_, __, args) => note(args) });
  try {
    const { callAt, solution, incidentClosing } = await import('#test/unit/flow/call.ts');
    const call = callAt('solucao-imediata');
    call.answer(solution).exit('resolvido');
    call.answer(incidentClosing).exit('encerrar');
    expect(call.walk.stepId).toBeNull();
  } finally {
    globalThis.Function = original;
  }
  expect(reached).toEqual([]);
});
