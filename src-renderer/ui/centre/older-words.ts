import { formatCounted } from '../format.ts';
import type { CentreSearch } from './use-centre-search.ts';

export const OFFLINE_WORDS =
  'Sem rede, a busca olha o que está nesta estação. Os chamados mais antigos estão na central e podem ser buscados quando a rede voltar.';
export const OLDER_WORDS = 'Não está na lista? Chamados encerrados há mais de 90 dias ficam na central.';

/** How the search at the centre stands, in words; '' where there is nothing to say. */
export function olderWords({ asked, busy, tickets }: Pick<CentreSearch, 'asked' | 'busy' | 'tickets'>): string {
  if (!asked) return '';
  if (busy) return 'Buscando na central…';
  if (tickets === null) return '';
  if (tickets.length === 0) return 'A central não tem outros chamados além dos que já estão aqui.';
  return `${formatCounted(tickets.length, 'chamado', 'chamados')} que não ${tickets.length === 1 ? 'está' : 'estão'} nesta estação. Ao abrir, vem inteiro e fica 30 dias, com o que mudar nele.`;
}
