/** What single cells say, in the many ways in which Brazilian systems write it. `undefined`: not understood. */
import { type PersonDocument, parseDocument } from '../../document/document.ts';
import { type Refusal, type Result, refuse } from '../../refusal.ts';
import { foldForSearch, searchWords } from '../../text/fold-accents.ts';
import type { Customer, StandingStatus } from '../customer.ts';

/** "21/11/2026", "21-11-26", "21.11.2026 14:30", "2026-11-21T00:00" → "2026-11-21". */
export function readDate(cell: string): string | undefined {
  const text = cell.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const brazilian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : (brazilian?.slice(1).toReversed() ?? []);
  if (!year || !month || !day) return undefined;
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? date : undefined;
}

/** "R$ 1.234,56", "1234.56", "1.234" (a thousand), "1234" → centavos. Negative is a debt too: its size counts. */
export function readAmountCents(cell: string): number | undefined {
  const text = cell.replace(/r\$|\s|^[-+]|[-+]$/gi, '').replace(/^-/, '');
  const brazilian = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(text);
  const english = /^(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2})$/.exec(text);
  const [whole, fraction = ''] = (brazilian ?? english)?.slice(1) ?? [];
  if (whole === undefined) return undefined;
  const cents = Number(whole.replace(/[.,]/g, '')) * 100 + Number((fraction ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : undefined;
}

const KINDS: Record<string, Customer['kind']> = {
  pf: 'pf',
  f: 'pf',
  fisica: 'pf',
  'pessoa fisica': 'pf',
  cpf: 'pf',
  pj: 'pj',
  j: 'pj',
  juridica: 'pj',
  'pessoa juridica': 'pj',
  cnpj: 'pj',
  empresa: 'pj',
};

export function readKind(cell: string): Customer['kind'] | undefined {
  return KINDS[searchWords(cell).join(' ')];
}

const COMPANY_WORDS =
  /\b(ltda|limitada|eireli|epp|me|mei|sa|s a|cia|comercio|industria|servicos|associacao|condominio|igreja|prefeitura)\b/;

/** For a line that says neither document nor kind: a legal person by the words of its name. */
export function guessKind(name: string): Customer['kind'] {
  return COMPANY_WORDS.test(searchWords(name).join(' ')) ? 'pj' : 'pf';
}

const IN_GOOD_STANDING = /^(em dia|ok|adimplente|regular|regularizado|sem debitos?|pago|quitado|nada consta|normal)$/;
const IN_DEBT =
  /^(em debito|debito|devedor|inadimplente|em atraso|atrasad[oa]|atraso|em aberto|vencid[oa]|pendente|com debitos?|com pendencias?|bloquead[oa])$/;
const YES = /^(s|sim|x|1|true|verdadeiro)$/;
const NO = /^(n|nao|0|false|falso)$/;
const HEADER_OF_GOOD_STANDING = /^(adimplente|adimplencia|em dia|regular)/;

export type ReadStanding = { status: StandingStatus; amountCents?: number };

/** @param header decides what "sim" means: "Adimplente?" or "Em débito?". */
export function readStanding(cell: string, header: string): ReadStanding | undefined {
  const words = searchWords(cell).join(' ');
  if (IN_GOOD_STANDING.test(words)) return { status: 'em-dia' };
  if (IN_DEBT.test(words)) return { status: 'em-debito' };
  const yesIsGood = HEADER_OF_GOOD_STANDING.test(foldForSearch(header));
  if (YES.test(words)) return { status: yesIsGood ? 'em-dia' : 'em-debito' };
  if (NO.test(words)) return { status: yesIsGood ? 'em-debito' : 'em-dia' };
  const amountCents = readAmountCents(cell);
  if (amountCents === undefined) return undefined;
  return amountCents === 0 ? { status: 'em-dia' } : { status: 'em-debito', amountCents };
}

const SCIENTIFIC = /^\d+(?:[.,]\d+)?E\+?\d+$/i;

/**
 * A document, with the zeros that spreadsheets take from its front given back when the check digits then agree.
 * Refusals as `parseDocument`, and `import-document-scientific`.
 */
export function readDocumentCell(cell: string): Result<PersonDocument & { restoredZeros: boolean }> {
  if (SCIENTIFIC.test(cell.trim())) {
    const refusal: Refusal = {
      code: 'import-document-scientific',
      message: `A planilha abreviou o documento para "${cell.trim()}", e os algarismos se perderam.`,
      way: 'Na planilha, formate a coluna como texto e exporte de novo.',
    };
    return refuse(refusal);
  }
  const parsed = parseDocument(cell);
  if (parsed.ok) return { ok: true, value: { ...parsed.value, restoredZeros: false } };
  const digits = cell.trim();
  if (!/^\d+$/.test(digits)) return parsed;
  const places = [9, 10].includes(digits.length) ? 11 : [12, 13].includes(digits.length) ? 14 : undefined;
  const restored = places === undefined ? parsed : parseDocument(digits.padStart(places, '0'));
  return restored.ok ? { ok: true, value: { ...restored.value, restoredZeros: true } } : parsed;
}

/** A cell may hold several: "11 3333-4444 / 98765-4321", "a@x.com; b@x.com". */
export function splitCell(cell: string): string[] {
  return cell
    .split(/[/;,|\n]|\s+(?:e|ou)\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
