import { expect, test } from 'vitest';
import { helpText, parseStartOptions } from '../../../build/start-options.mjs';

test('reads the flags of npm start', () => {
  expect({ ...parseStartOptions(['--demo', '--data', 'x', '--port=4000', '--no-open']) }).toEqual({
    demo: true,
    data: 'x',
    port: '4000',
    'no-open': true,
  });
});

test.each([
  [['--dmeo'], /Opção desconhecida: --dmeo/],
  [['-x'], /Opção desconhecida: -x/],
  [['demo'], /Não entendi "demo"/],
  [['--data'], /--data.* está sem o valor/],
  [['--demo=sim'], /--demo.* que não aceita/],
  [['--port', 'oito'], /--port espera um número/],
])('says what is wrong with %o', (args, message) => {
  expect(() => parseStartOptions(args)).toThrow(message);
  expect(() => parseStartOptions(args)).toThrow(/npm start -- --help/);
});

test('lists every flag', () => {
  for (const flag of ['--demo', '--data PASTA', '--port N', '--passphrase', '--browser', '--no-open', '--help']) {
    expect(helpText()).toContain(flag);
  }
});
