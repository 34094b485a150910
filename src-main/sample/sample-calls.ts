import type { Faker } from '@faker-js/faker';
import { type CallTemplate, callTemplates } from './call-templates.ts';
import { sampleFaker } from './sample-faker.ts';

/** What an agent would write down about one call. Category, type and priority are ids of the default procedure pack. */
export type SampleCall = Pick<CallTemplate, 'category' | 'type' | 'priority' | 'subject'> & {
  /** Who is on the line. */
  caller: string;
  description: string;
  solution: string;
};

const VERSIONS = ['8.2.14', '8.2.15', '8.3.0', '8.3.1'];
const SECTORS = ['Financeiro', 'Departamento Pessoal', 'Compras', 'Recepção', 'Faturamento', 'Estoque'];

/** What stands in braces in a template. */
function blanks(faker: Faker): Record<string, () => string> {
  return {
    nota: () => faker.string.numeric({ length: 5, allowLeadingZeros: false }),
    versao: () => faker.helpers.arrayElement(VERSIONS),
    setor: () => faker.helpers.arrayElement(SECTORS),
    pessoa: () => faker.person.firstName(),
    hora: () => `${faker.number.int({ min: 8, max: 17 })}h${faker.helpers.arrayElement(['', '15', '30'])}`,
    quantidade: () => String(faker.number.int({ min: 2, max: 40 })),
    valor: () =>
      faker.number
        .float({ min: 50, max: 9_000, fractionDigits: 2 })
        .toLocaleString('pt-BR', { minimumFractionDigits: 2 }),
  };
}

function fill(text: string, values: Record<string, () => string>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => values[name]?.() ?? blank);
}

/** Calls to a software support desk. The same count and seed give the same calls; templates come in turn, shuffled. */
export async function sampleCalls(count: number, seed: number): Promise<SampleCall[]> {
  const faker = await sampleFaker(seed);
  const values = blanks(faker);
  const calls: SampleCall[] = [];
  while (calls.length < count) {
    for (const template of faker.helpers.shuffle([...callTemplates])) {
      const { category, type, priority } = template;
      calls.push({
        category,
        type,
        priority,
        caller: `${faker.person.firstName()} ${faker.person.lastName()}`,
        subject: fill(template.subject, values),
        description: fill(template.description, values),
        solution: fill(template.solution, values),
      });
    }
  }
  return calls.slice(0, count);
}
