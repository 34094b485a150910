import type { Customer, Standing, StandingStatus } from '#shared/domain/customer/customer.ts';
import { STANDING_LABELS } from '#shared/domain/customer/customer.ts';
import { formatDay } from '../../ui/format.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const STANDING_TONES: Record<StandingStatus, Tone> = {
  'em-dia': 'success',
  'em-debito': 'error',
  desconhecida: 'neutral',
};

/** `Em débito desde… ` is not known; only the day of the news is: `Em débito, em 12/11`. */
export function standingWords({ status, asOf }: Standing): string {
  return `${STANDING_LABELS[status]}, em ${formatDay(asOf)}`;
}

const money = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** Centavos as `R$ 1.234,56`. */
export function formatCents(cents: number): string {
  return money.format(cents / 100);
}

/** Where a customer says they are: the trade name of a company, the employer of a person. */
export function secondName(customer: Pick<Customer, 'tradeName' | 'company'>): string {
  return customer.tradeName ?? customer.company ?? '';
}
