import type { Path, Problem } from '../problem.ts';
import type { Condition } from '../schema/condition.ts';
import { type Effect, FLOW_END, type Flow, type Step } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

type Id = string | number;
interface Kind {
  /** "a fila", "o papel": as the message names it. */
  name: string;
  known: ReadonlySet<Id>;
}

/** Everything that is named exists. */
export function referenceChecks(pack: Pack): Problem[] {
  const kinds = kindsOf(pack);
  const { roles, articles } = kinds;
  return [
    ...pack.queues.flatMap(({ role }, i) => missing(roles, role, ['queues', i, 'role'])),
    ...pack.boards.flatMap(({ admission }, i) =>
      admission.flatMap(({ override }, j) =>
        override.flatMap((role, k) => missing(roles, role, ['boards', i, 'admission', j, 'override', k])),
      ),
    ),
    ...pack.priorities.flatMap(({ slaClass }, i) => missing(kinds.slaClasses, slaClass, ['priorities', i, 'slaClass'])),
    ...pack.ticketTypes.flatMap(({ closingText }, i) =>
      missing(kinds.closings, closingText, ['ticketTypes', i, 'closingText']),
    ),
    ...pack.categories.flatMap((category, i) =>
      category.articles.flatMap((number, j) => missing(articles, number, ['categories', i, 'articles', j])),
    ),
    ...missing(articles, pack.complementaryCall.article, ['complementaryCall', 'article']),
    ...missing(kinds.ticketTypes, pack.complementaryCall.type, ['complementaryCall', 'type']),
    ...missing(kinds.categories, pack.complementaryCall.category, ['complementaryCall', 'category']),
    ...missing(kinds.priorities, pack.complementaryCall.priority, ['complementaryCall', 'priority']),
    ...missing(kinds.flows, pack.callFlow, ['callFlow']),
    ...pack.flows.flatMap((flow, i) => flowReferences(flow, kinds, ['flows', i])),
    ...administrators(pack),
  ];
}

const ids = (list: readonly { id: string }[]) => new Set<Id>(list.map(({ id }) => id));

function kindsOf(pack: Pack) {
  return {
    roles: { name: 'o papel', known: ids(pack.roles) },
    queues: { name: 'a fila', known: ids(pack.queues) },
    boards: { name: 'a aba', known: ids(pack.boards) },
    slaClasses: { name: 'a classe de SLA', known: ids(pack.slaClasses) },
    priorities: { name: 'a prioridade', known: ids(pack.priorities) },
    ticketTypes: { name: 'a classificação', known: ids(pack.ticketTypes) },
    categories: { name: 'a categoria', known: ids(pack.categories) },
    closings: {
      name: 'o auto-texto de encerramento',
      known: ids(pack.cannedTexts.filter(({ use }) => use === 'closing')),
    },
    flows: { name: 'o fluxo', known: ids(pack.flows) },
    articles: { name: 'o artigo', known: new Set<Id>(pack.articles.map(({ number }) => number)) },
  } satisfies Record<string, Kind>;
}

type Kinds = ReturnType<typeof kindsOf>;

function missing(kind: Kind, id: Id, path: Path): Problem[] {
  if (kind.known.has(id)) return [];
  const some = [...kind.known].slice(0, 12).join(', ');
  return [
    {
      code: 'pack-reference',
      path,
      message: `${kind.name} “${id}” não existe`,
      way: some === '' ? 'Cadastre primeiro o que é citado.' : `Existem: ${some}.`,
    },
  ];
}

function flowReferences(flow: Flow, kinds: Kinds, path: Path): Problem[] {
  const steps: Kind = { name: 'o passo', known: ids(flow.steps) };
  const targets: Kind = { name: 'o passo', known: new Set([...steps.known, FLOW_END]) };
  return [
    ...missing(steps, flow.start, [...path, 'start']),
    ...flow.steps.flatMap((step, i) => {
      const at = [...path, 'steps', i];
      return [
        ...(step.role === undefined ? [] : missing(kinds.roles, step.role, [...at, 'role'])),
        ...step.articles.flatMap((number, j) => missing(kinds.articles, number, [...at, 'articles', j])),
        ...('to' in step.skip ? missing(targets, step.skip.to, [...at, 'skip', 'to']) : []),
        ...step.exits.flatMap((exit, j) => [
          ...missing(targets, exit.to, [...at, 'exits', j, 'to']),
          ...exit.effects.flatMap((effect, k) =>
            effectReferences(step, effect, { kinds, path: [...at, 'exits', j, 'effects', k] }),
          ),
        ]),
      ];
    }),
  ];
}

function effectReferences(step: Step, effect: Effect, at: { kinds: Kinds; path: Path }): Problem[] {
  switch (effect.kind) {
    case 'transfer':
      return literals(effect.queue).flatMap((queue) =>
        typeof queue === 'string' ? missing(at.kinds.queues, queue, [...at.path, 'queue']) : [],
      );
    case 'board':
      return missing(at.kinds.boards, effect.board, [...at.path, 'board']);
    case 'ask-help':
      return missing(at.kinds.roles, effect.role, [...at.path, 'role']);
    case 'schedule-callback':
      return fieldOfKind(step, effect.field, { kind: 'date-time', path: [...at.path, 'field'] });
    case 'close':
      return [
        ...(effect.field === undefined
          ? []
          : fieldOfKind(step, effect.field, { kind: 'closing', path: [...at.path, 'field'] })),
        ...(effect.article === undefined ? [] : missing(at.kinds.articles, effect.article, [...at.path, 'article'])),
        ...(effect.field === undefined && effect.article === undefined ? [closesWithNothing(at.path)] : []),
      ];
    default:
      return [];
  }
}

/** The values a condition may give that can be read off it: its own, or those of an `if`'s branches. */
function literals(condition: Condition): Condition[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return [condition];
  const branches = condition.if;
  if (!Array.isArray(branches)) return [];
  return branches.filter((_, i) => i % 2 === 1 || (i === branches.length - 1 && i % 2 === 0)).flatMap(literals);
}

function fieldOfKind(step: Step, id: string, at: { kind: 'date-time' | 'closing'; path: Path }): Problem[] {
  const field = step.fields.find((one) => one.id === id);
  if (field?.kind === at.kind) return [];
  const named = at.kind === 'date-time' ? 'data e hora (“date-time”)' : 'encerramento (“closing”)';
  return [
    {
      code: 'pack-reference',
      path: at.path,
      message: field ? `o campo “${id}” não é de ${named}` : `o campo “${id}” não existe neste passo`,
      way: `Cite um campo de ${named} do mesmo passo.`,
    },
  ];
}

function closesWithNothing(path: Path): Problem {
  return {
    code: 'pack-reference',
    path,
    message: 'o encerramento não diz com que dados fecha o chamado',
    way: 'Cite um campo de encerramento (“field”) ou o número de um artigo (“article”).',
  };
}

/** Without an administrator nobody could ever publish the next version (B2). */
function administrators(pack: Pack): Problem[] {
  if (pack.roles.some(({ duties }) => duties.includes('administration'))) return [];
  return [
    {
      code: 'pack-no-administration',
      path: ['roles'],
      message: 'nenhum papel tem o encargo “administration”: ninguém poderia publicar a próxima versão',
      way: 'Dê esse encargo a um dos papéis.',
    },
  ];
}
