import type { Path, Problem } from '../problem.ts';
import type { Field } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

/** Every field can be answered, and sets a register that its kind can hold. */
export function fieldChecks(pack: Pack): Problem[] {
  return pack.flows.flatMap(({ steps }, i) =>
    steps.flatMap(({ fields }, j) =>
      fields.flatMap((field, k) => {
        const path = ['flows', i, 'steps', j, 'fields', k];
        return [...unanswerable(pack, field, path), ...wrongRegister(field, path)];
      }),
    ),
  );
}

function problem(path: Path, message: string, way: string): Problem[] {
  return [{ code: 'pack-field', path, message, way }];
}

function unanswerable(pack: Pack, field: Field, path: Path): Problem[] {
  switch (field.kind) {
    case 'standing':
      return field.required === false
        ? []
        : problem(path, 'a situação financeira só se mostra e não pode ser obrigatória', 'Retire “required”.');
    case 'choice':
      return choiceProblems(pack, field, path);
    case 'number':
      return field.min !== undefined && field.max !== undefined && field.min > field.max
        ? problem(path, `o mínimo (${field.min}) passa do máximo (${field.max})`, 'Troque os dois.')
        : [];
    case 'test-matrix': {
      const cells = field.rows.length * field.columns.length;
      return field.atLeast > cells
        ? problem(path, `pede ${field.atLeast} testes e a tabela só tem ${cells}`, 'Diminua “atLeast”.')
        : [];
    }
    default:
      return [];
  }
}

function choiceProblems(pack: Pack, field: Extract<Field, { kind: 'choice' }>, path: Path): Problem[] {
  if (field.from !== undefined && field.options.length > 0) {
    return problem(path, 'tem opções próprias e também tira de uma tabela', 'Fique com “options” ou com “from”.');
  }
  const count = field.from === undefined ? field.options.length : pack[field.from].length;
  return count > 0 ? [] : problem(path, 'não oferece nenhuma opção', 'Escreva as opções ou cite uma tabela em “from”.');
}

const TABLE_OF = { type: 'ticketTypes', category: 'categories', priority: 'priorities' } as const;

function wrongRegister(field: Field, path: Path): Problem[] {
  const { register } = field;
  if (register === undefined) return [];
  if (register === 'subject' || register === 'contact') {
    return field.kind === 'text'
      ? []
      : problem(path, `só um campo de texto preenche “${register}”`, 'Use kind “text”.');
  }
  const table = TABLE_OF[register];
  return field.kind === 'choice' && field.from === table
    ? []
    : problem(
        path,
        `“${register}” só se preenche por escolha na tabela “${table}”`,
        `Use kind “choice” com from “${table}”.`,
      );
}
