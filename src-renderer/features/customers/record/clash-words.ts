import { KIND_LABELS, type Standing } from '#shared/domain/customer/customer.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatMoment } from '../../../ui/format.ts';
import { standingWords } from '../customer-words.ts';

const LABELS: Record<string, string> = {
  '': 'Cadastro inteiro',
  code: 'Código',
  name: 'Nome',
  kind: 'Pessoa',
  document: 'CPF ou CNPJ',
  phones: 'Telefones',
  emails: 'E-mails',
  contacts: 'Contatos',
  company: 'Empresa',
  tradeName: 'Nome fantasia',
  plan: 'Plano',
  product: 'Produto',
  version: 'Versão',
  standing: 'Situação financeira',
  onCallNote: 'Aviso ao plantão',
  notes: 'Observações',
};

export function clashFieldLabel(field: string): string {
  return LABELS[field] ?? field;
}

/** Who wrote the value that did not stand, when and where. */
export function authorWords(author: { name: string; at: string } | null): string {
  return author ? `${author.name}, nesta estação, ${formatMoment(author.at)}` : 'escrito nesta estação';
}

/** A field's value as people read it. */
export function clashFieldWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'vazio';
  if (field === 'kind') return KIND_LABELS[value as keyof typeof KIND_LABELS] ?? String(value);
  if (field === 'document') return formatDocument(String(value));
  if (field === 'standing') return standingWords(value as Standing);
  return wordsOf(value) || 'vazio';
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('; ');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value).map(wordsOf).filter(Boolean).join(', ');
}
