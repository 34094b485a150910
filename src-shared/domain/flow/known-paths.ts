import type { Field, Flow } from '../../procedures/schema/flow.ts';

/** Every path of `FlowFacts` outside `answers`, with its name for people. */
export const FACT_PATHS: ReadonlyMap<string, string> = new Map([
  ['company', 'nome da empresa'],
  ['agent.name', 'seu nome'],
  ['agent.role', 'seu papel'],
  ['greeting', 'saudação'],
  ['customer', 'cliente'],
  ['customer.id', 'cliente'],
  ['customer.code', 'código do cliente'],
  ['customer.name', 'nome do cliente'],
  ['customer.kind', 'pessoa física ou jurídica'],
  ['customer.plan', 'plano'],
  ['customer.product', 'produto'],
  ['customer.version', 'versão'],
  ['customer.standing.status', 'situação financeira'],
  ['customer.standing.asOf', 'data da situação financeira'],
  ['ticket.protocol', 'número de protocolo'],
  ['ticket.subject', 'assunto'],
  ['ticket.type', 'classificação'],
  ['ticket.category', 'categoria'],
  ['ticket.priority', 'prioridade'],
  ['category.label', 'categoria'],
  ['category.outOfScope', 'fora do escopo'],
  ['category.outOfScope.script', 'texto de recusa'],
  ['category.outOfScope.addressee', 'a quem o cliente deve recorrer'],
  ['openTickets', 'chamados em aberto'],
  ['workOrder', 'O.S.'],
  ['workOrder.number', 'número da O.S.'],
  ['workOrder.status', 'situação da O.S.'],
  ['workOrder.release', 'executável'],
  ['workOrder.expectedAt', 'previsão de liberação'],
  ['minutes.step', 'minutos no passo'],
  ['minutes.call', 'minutos da ligação'],
]);

/** What the conditions and templates of a flow may name: path → name for people (pt-BR). */
export function knownPaths(flow: Flow): ReadonlyMap<string, string> {
  const paths = new Map(FACT_PATHS);
  for (const step of flow.steps) {
    for (const field of step.fields) {
      const path = `answers.${step.id}.${field.id}`;
      paths.set(path, field.label.toLocaleLowerCase('pt-BR'));
      for (const part of fieldParts(field)) paths.set(`${path}.${part}`, field.label.toLocaleLowerCase('pt-BR'));
    }
  }
  return paths;
}

function fieldParts(field: Field): string[] {
  if (field.kind !== 'test-matrix') return [];
  return field.rows.flatMap((row) => field.columns.map((column) => `${row.id}:${column.id}`));
}
