import type { Opening } from '#shared/contract/recovery.ts';

const count = new Intl.NumberFormat('pt-BR');

const WORDS: Record<Opening['what'], string> = {
  key: 'Pondo os dados sob a chave nova',
  backup: 'Conferindo a cópia de segurança que vai para o lugar dos dados',
  migration: 'Convertendo os dados para esta versão, depois de uma cópia de segurança',
  rebuild: 'Refazendo os índices',
  'black-box': 'Trazendo de volta da caixa-preta',
  salvage: 'Procurando no arquivo danificado o que não está em outro lugar',
};

const EVERY_MS = 2_000;

/** Says what is being done before the station can be used: each step once, and every two seconds how far it is. */
export function sayOpening(say: (line: string) => void, now: () => number = () => performance.now()) {
  let last: { what: string; at: number } | null = null;
  return (what: Opening['what'], done: number, total: number): void => {
    const at = now();
    if (last?.what === what && at - last.at < EVERY_MS) return;
    const first = last?.what !== what;
    last = { what, at };
    // A step that is over before it can be read of is not told of.
    if (first && total > 0) return;
    say(openingLine(what, done, total));
  };
}

export function openingLine(what: Opening['what'], done: number, total: number): string {
  return total > 0 ? `${WORDS[what]}: ${count.format(done)} de ${count.format(total)}…` : `${WORDS[what]}…`;
}
