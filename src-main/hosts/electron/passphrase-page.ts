/** The page that asks for the passphrase: a plain form, no script, so that the window needs no way in to the host. */
import { NONCE_PLACEHOLDER } from '../pages/page-security.ts';
import { htmlPage, type Page } from '../pages/renderer-pages.ts';

export const PASSPHRASE_PATH = '/frase-senha';

export interface PassphraseForm {
  kind: 'new' | 'open';
  /** What was wrong with the last answer, pt-BR. */
  problem: string | null;
  /** Comes back with the form: an answer without it was not made here. */
  ticket: string;
}

export function passphrasePage({ kind, problem, ticket }: PassphraseForm): Page {
  const intro =
    kind === 'new'
      ? 'Este computador não tem um chaveiro que proteja a chave dos dados. Escolha uma frase-senha: ela será pedida a cada início, e sem ela ninguém lê os dados, nem quem cuida do sistema.'
      : 'Os dados desta estação são protegidos por uma frase-senha.';
  const again =
    kind === 'new'
      ? '<label for="again">Digite-a outra vez</label><input id="again" name="again" type="password" autocomplete="off" required>'
      : '';
  return frame(`<h1>Prumo</h1><p>${intro}</p>
    <form method="post" action="${PASSPHRASE_PATH}">
      <input type="hidden" name="ticket" value="${ticket}">
      <label for="passphrase">Frase-senha</label>
      <input id="passphrase" name="passphrase" type="password" autocomplete="off" required autofocus${
        problem ? ' aria-invalid="true" aria-describedby="problem"' : ''
      }>
      ${again}
      <p id="problem" role="alert">${problem ? asText(problem) : ''}</p>
      <button type="submit">${kind === 'new' ? 'Usar esta frase-senha' : 'Abrir'}</button>
    </form>`);
}

export function openingPage(): Page {
  return frame('<h1>Prumo</h1><p role="status">Abrindo os dados…</p>');
}

function frame(content: string): Page {
  return htmlPage(
    `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Prumo</title>
    <style nonce="${NONCE_PLACEHOLDER}">${STYLE}</style></head><body><main>${content}</main></body></html>`,
    { formsToSelf: true },
  );
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 2rem; }
form { display: grid; gap: .5rem; }
input, button { font: inherit; padding: .5rem .75rem; }
button { margin-top: .5rem; }
#problem { margin: 0; min-height: 1.5rem; font-weight: 600; }`;

function asText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
