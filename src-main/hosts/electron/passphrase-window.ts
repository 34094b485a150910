import { randomBytes } from 'node:crypto';
import { BrowserWindow } from 'electron';
import type { PassphraseQuestion } from '../keys/open-key.ts';
import { plainPage } from '../pages/renderer-pages.ts';
import type { FormAnswer } from './app-protocol.ts';
import { ORIGIN } from './origin.ts';
import { openingPage, PASSPHRASE_PATH, passphrasePage } from './passphrase-page.ts';

export interface PassphraseWindow {
  /** For `serveScreens`. */
  form: FormAnswer;
  /** Shows the question; `null` when the person closes the window. */
  ask: (question: PassphraseQuestion) => Promise<string | null>;
  close(): void;
}

interface Pending {
  question: PassphraseQuestion;
  ticket: string;
  mismatch: boolean;
  settle: (passphrase: string | null) => void;
}

const MISMATCH = 'As duas frases-senhas não são iguais.';

/** A small window of its own, without preload, open only while a passphrase is waited for. */
export function passphraseWindow(): PassphraseWindow {
  let window: BrowserWindow | null = null;
  let pending: Pending | null = null;

  const form: FormAnswer = async (request) => {
    if (new URL(request.url).pathname !== PASSPHRASE_PATH) return null;
    if (pending === null) return plainPage(404, 'Não há nada neste endereço.');
    if (request.method === 'POST') {
      const fields = new URLSearchParams(await request.text());
      if (fields.get('ticket') !== pending.ticket) return plainPage(403, 'Recusado.');
      const passphrase = fields.get('passphrase') ?? '';
      pending.mismatch = pending.question.kind === 'new' && fields.get('again') !== passphrase;
      if (!pending.mismatch) {
        const { settle } = pending;
        pending = null;
        settle(passphrase);
        return openingPage();
      }
    }
    const problem = pending.mismatch ? MISMATCH : (pending.question.problem?.message ?? null);
    return passphrasePage({ kind: pending.question.kind, problem, ticket: pending.ticket });
  };

  const open = () => {
    const opened = new BrowserWindow({
      width: 520,
      height: 460,
      resizable: false,
      title: 'Prumo',
      autoHideMenuBar: true,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    opened.on('closed', () => {
      window = null;
      pending?.settle(null);
      pending = null;
    });
    return opened;
  };

  return {
    form,
    ask: (question) =>
      new Promise((resolve, reject) => {
        window ??= open();
        pending = { question, ticket: randomBytes(16).toString('hex'), mismatch: false, settle: resolve };
        window.loadURL(`${ORIGIN}${PASSPHRASE_PATH}`).catch(reject);
      }),
    close: () => window?.close(),
  };
}
