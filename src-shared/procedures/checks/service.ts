import type { Path, Problem } from '../problem.ts';
import type { Pack } from '../schema/pack.ts';

const TABLES = [
  'changePlan',
  'suspensionReasons',
  'reopeningReasons',
  'activityReasons',
  'contactMeans',
  'contactOutcomes',
] as const;

/** What the life of a ticket asks for exists, and each thing once (S1.7, S1.8, S2.4). */
export function serviceChecks(pack: Pack): Problem[] {
  const { service } = pack;
  const { priority } = service;
  const types = new Set(pack.ticketTypes.map(({ id }) => id));
  const priorities = new Set(pack.priorities.map(({ id }) => id));
  const outcomes = priority
    ? (['stopsAndDelivers', 'stops', 'neither'] as const).flatMap((outcome) =>
        known(priorities, priority[outcome], { name: 'a prioridade', path: ['service', 'priority', outcome] }),
      )
    : [];
  const asked = priority?.answers
    ? Object.entries(priority.answers).flatMap(([question, answer]) =>
        answered(pack, answer, ['service', 'priority', 'answers', question]),
      )
    : [];
  return [
    ...TABLES.flatMap((table) => repeated(service[table], ['service', table], ({ id }) => id)),
    ...repeated(service.types, ['service', 'types'], ({ type }) => type),
    ...service.types.flatMap(({ type }, i) =>
      known(types, type, { name: 'a classificação', path: ['service', 'types', i, 'type'] }),
    ),
    ...service.types.flatMap(({ needsPlan }, i) =>
      needsPlan && service.changePlan.length === 0
        ? [
            {
              code: 'pack-service',
              path: ['service', 'types', i, 'needsPlan'],
              message: 'exige um plano de mudança, e o plano não tem nenhum campo',
              way: 'Descreva os campos em “changePlan”.',
            },
          ]
        : [],
    ),
    ...outcomes,
    ...asked,
    ...service.changePlan.flatMap(({ answer }, i) =>
      answer === undefined ? [] : answered(pack, answer, ['service', 'changePlan', i, 'answer']),
    ),
  ];
}

function known(ids: ReadonlySet<string>, id: string, { name, path }: { name: string; path: Path }): Problem[] {
  if (ids.has(id)) return [];
  return [
    { code: 'pack-reference', path, message: `${name} “${id}” não existe`, way: `Existem: ${[...ids].join(', ')}.` },
  ];
}

function answered(pack: Pack, answer: string, path: Path): Problem[] {
  const [stepId, fieldId] = answer.split('.');
  const steps = pack.flows.find(({ id }) => id === pack.callFlow)?.steps ?? [];
  if (steps.find(({ id }) => id === stepId)?.fields.some(({ id }) => id === fieldId)) return [];
  return [
    {
      code: 'pack-reference',
      path,
      message: `o fluxo das ligações não tem o campo “${answer}”`,
      way: 'Escreva “passo.campo”, com os ids do fluxo.',
    },
  ];
}

function repeated<T>(list: readonly T[], path: Path, idOf: (one: T) => string): Problem[] {
  return list.flatMap((one, i) => {
    const first = list.findIndex((other) => idOf(other) === idOf(one));
    if (first === i) return [];
    const message = `“${idOf(one)}” já está no item ${first + 1} desta lista`;
    return [{ code: 'pack-id-repeated', path: [...path, i], message, way: 'Dê a cada um o seu próprio nome.' }];
  });
}
