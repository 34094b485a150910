/**
 * The house that most tests are about: who works there, who calls. One customer for each way of being found and for
 * each financial standing (S5.1, S5.3).
 */
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';

export const COMPANY = 'Softcom Sistemas';
export const PASSWORD = 'senha-dos-testes';
export const AGENT = { name: 'Ana Lima', role: 'atendente-n1' } as const;
export const LEAD = { name: 'Bruno Prado', role: 'gestao-tecnica' } as const;

const standing = (status: 'em-dia' | 'em-debito' | 'desconhecida') => ({ status, asOf: '2026-11-20' });

export const CUSTOMERS = {
  /** A person, up to date, with a mobile number. */
  jose: {
    code: '1001',
    name: 'José Antônio Conceição',
    kind: 'pf',
    document: '529.982.247-25',
    phones: [{ number: '(83) 98765-4321', label: '' }],
    plan: 'Essencial',
    product: 'Gestão',
    version: '8.1',
    standing: standing('em-dia'),
  },
  /** A company, up to date, with a CNPJ with letters and a landline. */
  padaria: {
    code: '1002',
    name: 'Padaria São João Ltda',
    kind: 'pj',
    document: '12.ABC.345/01DE-35',
    phones: [{ number: '(83) 3222-1133', label: '' }],
    contacts: [{ name: 'Maria Souza', role: 'Gerente', phones: [], emails: [] }],
    plan: 'Pleno',
    product: 'Fiscal',
    version: '8.0',
    standing: standing('em-dia'),
  },
  /** A person in debt. */
  helena: { code: '1003', name: 'Helena das Graças Araújo', kind: 'pf', standing: standing('em-debito') },
  /** A company in debt. */
  mercado: { code: '1004', name: 'Mercado Boa Vista Ltda', kind: 'pj', standing: standing('em-debito') },
  /** Nobody knows whether they owe. */
  oficina: { code: '1005', name: 'Oficina do Zé', kind: 'pj', standing: standing('desconhecida') },
} satisfies Record<string, Partial<CustomerInput> & { code: string; name: string }>;
export type CustomerKey = keyof typeof CUSTOMERS;

export const WORK_ORDERS = {
  released: {
    number: '4501',
    title: 'Rejeição 225 ao emitir nota',
    status: 'liberada',
    release: '8.2.1',
    expectedAt: '',
  },
  open: {
    number: '4502',
    title: 'Relatório de comissões em branco',
    status: 'aberta',
    release: '8.3.0',
    expectedAt: '2027-02-15',
  },
} satisfies Record<string, Omit<WorkOrder, 'id' | 'createdAt' | 'updatedAt'>>;
