import type { Path, Problem } from '../problem.ts';
import { type Field, FLOW_END } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

const TABLES = [
  'roles',
  'queues',
  'boards',
  'calendars',
  'slaClasses',
  'slaPolicies',
  'breachReasons',
  'priorities',
  'ticketTypes',
  'categories',
  'cannedTexts',
  'wordRules',
  'skipReasons',
  'callExplanations',
  'flows',
] as const;

/** Every id stands for one thing in its table, and no step takes the name of the end. */
export function idChecks(pack: Pack): Problem[] {
  return [
    ...TABLES.flatMap((table) => repeated<{ id: string }>(pack[table], [table], ({ id }) => id)),
    ...repeated(pack.cannedTexts, ['cannedTexts'], ({ key }) => key),
    ...repeated(pack.articles, ['articles'], ({ number }) => number),
    ...pack.cannedTexts.flatMap(({ asks }, i) => repeated(asks, ['cannedTexts', i, 'asks'], ({ id }) => id)),
    ...pack.flows.flatMap((flow, i) => flowIds(flow, ['flows', i])),
  ];
}

function flowIds(flow: Pack['flows'][number], path: Path): Problem[] {
  return [
    ...repeated(flow.steps, [...path, 'steps'], ({ id }) => id),
    ...flow.steps.flatMap((step, i) => {
      const at = [...path, 'steps', i];
      return [
        ...(step.id === FLOW_END ? [reserved([...at, 'id'])] : []),
        ...repeated(step.exits, [...at, 'exits'], ({ id }) => id),
        ...repeated(step.fields, [...at, 'fields'], ({ id }) => id),
        ...step.fields.flatMap((field, j) => partIds(field, [...at, 'fields', j])),
      ];
    }),
  ];
}

function partIds(field: Field, path: Path): Problem[] {
  switch (field.kind) {
    case 'choice':
      return repeated(field.options, [...path, 'options'], ({ value }) => value);
    case 'checklist':
      return repeated(field.items, [...path, 'items'], ({ id }) => id);
    case 'test-matrix':
      return [
        ...repeated(field.rows, [...path, 'rows'], ({ id }) => id),
        ...repeated(field.columns, [...path, 'columns'], ({ id }) => id),
        ...repeated(field.results, [...path, 'results'], ({ value }) => value),
      ];
    default:
      return [];
  }
}

function repeated<T>(list: readonly T[], path: Path, idOf: (one: T) => string | number): Problem[] {
  const seen = new Map<string | number, number>();
  return list.flatMap((one, i) => {
    const id = idOf(one);
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, i);
      return [];
    }
    const message = `“${id}” já está no item ${first + 1} desta lista`;
    return [{ code: 'pack-id-repeated', path: [...path, i], message, way: 'Dê a cada um o seu próprio nome.' }];
  });
}

function reserved(path: Path): Problem {
  return {
    code: 'pack-id-reserved',
    path,
    message: `“${FLOW_END}” é o nome do fim do fluxo e não pode ser o de um passo`,
    way: 'Dê outro id ao passo.',
  };
}
