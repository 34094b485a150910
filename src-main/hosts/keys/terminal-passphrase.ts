/** The passphrase from the environment or typed at a terminal that does not show it. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { HostError } from '../host-error.ts';
import type { PassphraseQuestion } from './open-key.ts';

const ATTEMPTS = 3;

export interface PassphraseTerminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * @param fromEnvironment `PRUMO_PASSPHRASE`: one answer, never asked again
 * @param terminal `null` where nobody sits at one
 */
export function askForPassphrase(
  fromEnvironment: string | undefined,
  terminal: PassphraseTerminal | null,
): (question: PassphraseQuestion) => Promise<string | null> {
  let asked = 0;
  return async ({ kind, problem }) => {
    asked += 1;
    if (fromEnvironment) return asked === 1 ? fromEnvironment : null;
    if (terminal === null || asked > ATTEMPTS) return null;
    if (problem) terminal.output.write(`${problem.message}\n`);
    if (kind === 'open') return readHidden(terminal, 'Frase-senha da estação: ');
    const first = await readHidden(terminal, 'Escolha uma frase-senha para os dados desta estação: ');
    if (first === null) return null;
    const second = await readHidden(terminal, 'Digite-a outra vez: ');
    if (first === second) return first;
    throw new HostError('passphrase-differs', 'As duas frases-senhas não são iguais. Inicie de novo.');
  };
}

/** @returns one line, `null` at the end of input or Ctrl+C */
function readHidden({ input, output }: PassphraseTerminal, prompt: string): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    // After a line nothing changes any more: the promise has its value.
    lines.once('close', () => {
      output.write('\n');
      resolve(null);
    });
    // Last: what is typed as soon as the question stands is neither shown nor missed.
    output.write(prompt);
  });
}
