import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { HostError } from '#main/hosts/host-error.ts';
import { askForPassphrase } from '#main/hosts/keys/terminal-passphrase.ts';

/** A terminal at which somebody answers each question as it comes. */
function terminal(...answers: string[]) {
  const input = new PassThrough();
  const output = new PassThrough().setEncoding('utf8');
  let shown = '';
  output.on('data', (text: string) => {
    shown += text;
    const answer = text.endsWith(': ') ? answers.shift() : undefined;
    if (answer !== undefined) input.write(answer);
  });
  return { input, output, shown: () => shown };
}

const opening = { kind: 'open', problem: null } as const;
const choosing = { kind: 'new', problem: null } as const;

test('reads a passphrase without showing it', async () => {
  const desk = terminal('uma frase longa\r');
  expect(await askForPassphrase(undefined, desk)(opening)).toBe('uma frase longa');
  expect(desk.shown()).toBe('Frase-senha da estação: \n');
});

test('asks twice for a new one', async () => {
  const desk = terminal('uma frase longa\r', 'uma frase longa\r');
  expect(await askForPassphrase(undefined, desk)(choosing)).toBe('uma frase longa');
});

test('refuses two that differ', async () => {
  const asked = askForPassphrase(undefined, terminal('uma frase longa\r', 'outra frase\r'))(choosing);
  await expect(asked).rejects.toMatchObject({ code: 'passphrase-differs' });
});

test('says what was wrong, and gives up after the third time', async () => {
  const desk = terminal('a\r', 'b\r', 'c\r', 'd\r');
  const ask = askForPassphrase(undefined, desk);
  const wrong = { kind: 'open', problem: new HostError('passphrase-wrong', 'Não abre.') } as const;
  expect([await ask(opening), await ask(wrong), await ask(wrong), await ask(wrong)]).toEqual(['a', 'b', 'c', null]);
  expect(desk.shown().match(/Não abre\./g)).toHaveLength(2);
});

test('Ctrl+C is no answer', async () => {
  expect(await askForPassphrase(undefined, terminal('met\u0003'))(opening)).toBeNull();
});

test('the end of the input is no answer', async () => {
  const desk = terminal();
  desk.input.end();
  expect(await askForPassphrase(undefined, desk)(opening)).toBeNull();
});
