/** The page that asks for the passphrase: a plain form, no script, so that the window needs no way in to the host. */
import { asText, plainHtml } from '../pages/plain-html.ts';
import type { Page } from '../pages/renderer-pages.ts';

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
  return plainHtml({
    title: 'Frase-senha · Prumo',
    content: `<h1>Frase-senha</h1><p>${intro}</p>
    <form method="post" action="${PASSPHRASE_PATH}">
      <input type="hidden" name="ticket" value="${ticket}">
      <label for="passphrase">Frase-senha</label>
      <input id="passphrase" name="passphrase" type="password" autocomplete="off" required autofocus${
        problem ? ' aria-invalid="true" aria-describedby="problem"' : ''
      }>
      ${again}
      ${problem ? `<div id="problem" role="alert">${asText(problem)}</div>` : ''}
      <button type="submit" class="main">${kind === 'new' ? 'Usar esta frase-senha' : 'Abrir'}</button>
    </form>`,
  });
}

export function openingPage(): Page {
  return plainHtml({ title: 'Prumo', content: '<h1>Prumo</h1><p role="status">Abrindo os dados…</p>' });
}
