import type { Faker } from '@faker-js/faker';
import type { Customer, CustomerContact, Standing } from '#shared/domain/customer/customer.ts';
import { cnpjCheckDigits, cpfCheckDigits } from '#shared/domain/document/check-digits.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import { sampleFaker } from './sample-faker.ts';

const AREA_CODES = ['11', '19', '21', '27', '31', '41', '48', '51', '61', '62', '71', '81', '85', '91', '92'];
const PLANS = ['Básico', 'Essencial', 'Profissional', 'Completo'];
const PRODUCTS = ['Folha de Pagamento', 'Escrita Fiscal', 'Contabilidade', 'Gestão de Loja', 'Estoque e Compras'];
const VERSIONS = ['8.2.14', '8.2.15', '8.3.0', '8.3.1'];
const ROLES = [
  'Gerente',
  'Analista fiscal',
  'Departamento pessoal',
  'Financeiro',
  'Compras',
  'Sócia-administradora',
  'TI',
];
const TRADES = [
  'Padaria',
  'Mercado',
  'Farmácia',
  'Auto Peças',
  'Clínica',
  'Contabilidade',
  'Transportes',
  'Papelaria',
  'Ótica',
];
const LEGAL_FORMS = ['Ltda', 'Ltda ME', 'EPP', 'S.A.'];
const ON_CALL_NOTES = [
  'Servidor trocado ontem à noite. Se ligarem após as 18h, confirmar primeiro se o serviço do banco está iniciado.',
  'Inventário geral neste fim de semana: a loja abre às 6h e pode pedir liberação de usuário.',
  'Fechamento da folha hoje. Versão atualizada à tarde; a anterior está guardada na pasta de cópias.',
  'Mudança de endereço no sábado. A internet do local novo ainda está em teste.',
];
const DEBT_NOTES = [
  'Boleto de outubro em aberto.',
  'Duas parcelas em aberto.',
  'Acordo em andamento com o Financeiro.',
];
const NOTES = [
  '',
  '',
  '',
  'Prefere contato por e-mail.',
  'Ligar somente após as 14h.',
  'Falar sempre com a pessoa responsável pelo setor.',
];

const DAY = 86_400_000;
const LETTERS_AND_DIGITS = '0123456789ABCDEFGHJKLMNPRSTVWXYZ';

function digits(faker: Faker, count: number): string {
  return faker.string.numeric({ length: count, allowLeadingZeros: true });
}

function cpf(faker: Faker): string {
  const base = digits(faker, 9);
  return base + cpfCheckDigits(base);
}

/** One in three has letters, as those given out since July 2026. */
function cnpj(faker: Faker): string {
  const root = faker.datatype.boolean(1 / 3)
    ? faker.string.fromCharacters(LETTERS_AND_DIGITS, 7) + faker.string.fromCharacters('ABCDE')
    : digits(faker, 8);
  return `${root}0001${cnpjCheckDigits(`${root}0001`)}`;
}

function mobile(faker: Faker, areaCode: string): string {
  return `+55${areaCode}9${faker.helpers.arrayElement(['6', '7', '8', '9'])}${digits(faker, 7)}`;
}

function landline(faker: Faker, areaCode: string): string {
  return `+55${areaCode}${faker.helpers.arrayElement(['2', '3', '4'])}${digits(faker, 7)}`;
}

/** example.com.br stands for every domain: nobody is written to by accident. */
function email(name: string): string {
  return `${foldForSearch(name)
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')}@example.com.br`;
}

function personName(faker: Faker): string {
  return `${faker.person.firstName()} ${faker.person.lastName()} ${faker.person.lastName()}`;
}

function contact(faker: Faker, areaCode: string): CustomerContact {
  const name = `${faker.person.firstName()} ${faker.person.lastName()}`;
  return {
    name,
    role: faker.helpers.arrayElement(ROLES),
    phones: [{ number: mobile(faker, areaCode), label: 'Celular' }],
    emails: [email(name)],
  };
}

function standing(faker: Faker, now: Date): Standing {
  const asOf = new Date(now.getTime() - faker.number.int({ min: 0, max: 6 }) * DAY).toISOString().slice(0, 10);
  const draw = faker.number.int({ min: 1, max: 100 });
  if (draw > 95) return { status: 'desconhecida', asOf };
  if (draw > 15) return { status: 'em-dia', asOf };
  return {
    status: 'em-debito',
    asOf,
    amountCents: faker.number.int({ min: 8_900, max: 480_000 }),
    note: faker.helpers.arrayElement(DEBT_NOTES),
  };
}

function whoTheyAre(faker: Faker): Pick<Customer, 'kind' | 'name' | 'document' | 'company' | 'tradeName'> {
  if (faker.datatype.boolean(0.35)) {
    const name = personName(faker);
    const company = faker.datatype.boolean(0.4)
      ? `${faker.helpers.arrayElement(TRADES)} ${faker.person.lastName()}`
      : undefined;
    return { kind: 'pf', name, document: cpf(faker), ...(company ? { company } : {}) };
  }
  const tradeName = `${faker.helpers.arrayElement(TRADES)} ${faker.person.lastName()}`;
  const name = `${tradeName} e ${faker.person.lastName()} ${faker.helpers.arrayElement(LEGAL_FORMS)}`;
  return { kind: 'pj', name, tradeName, document: cnpj(faker) };
}

function customer(faker: Faker, number: number, now: Date): Customer {
  const who = whoTheyAre(faker);
  const areaCode = faker.helpers.arrayElement(AREA_CODES);
  const isCompany = who.kind === 'pj';
  const createdAt = new Date(now.getTime() - faker.number.int({ min: 7, max: 2_000 }) * DAY).toISOString();
  const phones = [{ number: mobile(faker, areaCode), label: 'Celular' }];
  if (isCompany) phones.unshift({ number: landline(faker, areaCode), label: 'Recepção' });
  const onCall = faker.datatype.boolean(0.08) ? { onCallNote: faker.helpers.arrayElement(ON_CALL_NOTES) } : {};
  return {
    id: faker.string.uuid({ version: 7, refDate: createdAt }),
    code: String(1_000 + number),
    ...who,
    phones,
    emails: [email(who.tradeName ?? who.name)],
    contacts: isCompany
      ? Array.from({ length: faker.number.int({ min: 1, max: 3 }) }, () => contact(faker, areaCode))
      : [],
    plan: faker.helpers.arrayElement(PLANS),
    product: faker.helpers.arrayElement(PRODUCTS),
    version: faker.helpers.arrayElement(VERSIONS),
    standing: standing(faker, now),
    ...onCall,
    notes: faker.helpers.arrayElement(NOTES),
    createdAt,
    updatedAt: createdAt,
  };
}

/**
 * Invented customers: natural and legal persons with valid documents, some in debt, some with a word for whoever is
 * on call. The same count, seed and now give the same customers; codes run from 1001, documents do not repeat.
 */
export async function sampleCustomers(count: number, seed: number, now = new Date()): Promise<Customer[]> {
  const faker = await sampleFaker(seed);
  const documents = new Set<string>();
  const customers: Customer[] = [];
  while (customers.length < count) {
    const one = customer(faker, customers.length + 1, now);
    if (one.document && documents.has(one.document)) continue;
    if (one.document) documents.add(one.document);
    customers.push(one);
  }
  return customers;
}
