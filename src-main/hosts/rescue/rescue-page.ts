import { restorableBackups } from '../../recovery/backups/backup-to-restore.ts';
import { daysOf } from '../../recovery/black-box/segment.ts';
import { recoveryFiles } from '../../recovery/files.ts';
import { bytesWords, counted, moment, REASONS } from '../command-line/words.ts';
import { asText, plainHtml } from '../pages/plain-html.ts';
import type { Page } from '../pages/renderer-pages.ts';
import { DIAGNOSIS_PATH, RESCUE_PATH } from './paths.ts';
import type { Trouble, Way } from './trouble.ts';

export interface TroublePage {
  dataDir: string;
  trouble: Trouble;
  /** What became of the last try. */
  notice: string | null;
  ticket: string;
}

type Section = (page: TroublePage) => string;

const AGAIN = '<button type="submit" class="main" autofocus>Tentar de novo</button>';

export function troublePage(page: TroublePage): Page {
  const { trouble, notice, dataDir } = page;
  const ways = trouble.ways.map((way) => SECTIONS[way](page)).join('');
  return plainHtml({
    title: 'A estação não abriu · Prumo',
    content: `<h1>A estação não abriu</h1>
      ${notice ? `<div role="alert">${asText(notice)}</div>` : ''}
      <p class="lead">${asText(trouble.what)}</p>
      <section class="panel safe" aria-labelledby="safe"><h2 id="safe">O que está a salvo</h2><p>${asText(trouble.safe)}</p></section>
      <section class="panel" aria-labelledby="next"><h2 id="next">O que fazer</h2><p>${asText(trouble.next)}</p>${
        trouble.ways.includes('again') ? form(page, 'again', AGAIN) : ''
      }</section>
      ${ways}
      <section class="panel" aria-labelledby="help"><h2 id="help">Pedir ajuda</h2>
        <p>O diagnóstico diz o que há na pasta e o que o programa registrou. Não leva dados de clientes nem de atendimentos, e não leva a chave.</p>
        <a class="button" href="${DIAGNOSIS_PATH}" download>Guardar o diagnóstico</a>
        <dl><dt>Pasta</dt><dd><code>${asText(dataDir)}</code></dd><dt>Código</dt><dd><code>${asText(trouble.code)}</code></dd></dl>
      </section>`,
  });
}

/** While one of the ways is under way: the page asks again by itself, and finds the station when it is open. */
export function workingPage({ line, done, total }: { line: string; done: number; total: number }): Page {
  const bar = total > 0 ? `<progress value="${done}" max="${total}"></progress>` : '<progress></progress>';
  return plainHtml({
    title: 'Abrindo a estação · Prumo',
    again: 1,
    content: `<h1>Abrindo a estação</h1>
      <section class="panel" aria-labelledby="doing"><p id="doing" role="status">${asText(line)}</p>${bar.replace('<progress', '<progress aria-labelledby="doing"')}
      <p class="quiet">Esta página segue sozinha quando a estação abrir. Pode levar alguns minutos; não desligue o computador.</p></section>`,
  });
}

const SECTIONS: Record<Way, Section> = {
  /** Beside what to do before it. */
  again: () => '',

  passphrase: (page) => `<section class="panel" aria-labelledby="unlock"><h2 id="unlock">Abrir com a frase-senha</h2>
    ${form(
      page,
      'passphrase',
      `<label for="passphrase">Frase-senha</label>
      <input id="passphrase" name="passphrase" type="password" autocomplete="off" required autofocus>
      <button type="submit" class="main">Abrir a estação</button>`,
    )}</section>`,

  restore(page) {
    const rows = restorableBackups(page.dataDir).map(({ backup, tooOld }) => {
      const { name, at, reason, bytes, note } = backup;
      const when = moment.format(Date.parse(note?.at ?? at));
      const holds = note
        ? `conferida · ${counted(note.tickets, 'chamado', 'chamados')} · ${counted(note.customers, 'cliente', 'clientes')}`
        : 'não conferida';
      const way = tooOld
        ? '<span class="quiet">antiga demais: a caixa-preta não alcança até ela</span>'
        : `<details><summary aria-label="Restaurar a cópia de ${when}">Restaurar…</summary>
          <p>Pôr a cópia de ${when} no lugar dos dados? O que está lá é guardado à parte, e o que veio depois da cópia volta da caixa-preta.</p>
          ${form(page, 'restore', `<input type="hidden" name="backup" value="${asText(name)}"><button type="submit" class="main">Restaurar a cópia de ${when}</button>`)}</details>`;
      return `<li><span class="when">${when}</span><span class="size quiet">${bytesWords(bytes)}</span><span class="what quiet">${REASONS[reason]} · ${holds}</span>${way}</li>`;
    });
    const list =
      rows.length > 0 ? `<ul class="rows">${rows.join('')}</ul>` : '<p class="quiet">Não há cópias na pasta.</p>';
    return `<section class="panel" aria-labelledby="copies"><h2 id="copies">Restaurar uma cópia de segurança</h2>${list}</section>`;
  },

  day(page) {
    const days = daysOf(recoveryFiles(page.dataDir).blackBox);
    if (days.length === 0) return '';
    const options = days.map(
      ({ day, bytes }) => `<option value="${day}">${dayWords(day)} · ${bytesWords(bytes)}</option>`,
    );
    return `<section class="panel" aria-labelledby="day-title"><h2 id="day-title">Recuperar o dia</h2>
      <p>Usa a cópia mais nova que servir (sem nenhuma, um arquivo vazio), traz de volta da caixa-preta tudo o que veio depois, e confere o dia escolhido registro por registro.</p>
      ${form(
        page,
        'day',
        `<div class="line"><label for="day">Dia</label><select id="day" name="day">${options.join('')}</select>
        <button type="submit">Recuperar o dia</button></div>`,
      )}</section>`;
  },
};

function form({ ticket }: TroublePage, way: Way, content: string): string {
  return `<form method="post" action="${RESCUE_PATH}"><input type="hidden" name="ticket" value="${ticket}"><input type="hidden" name="way" value="${way}">${content}</form>`;
}

function dayWords(day: string): string {
  return day.split('-').reverse().join('/');
}
