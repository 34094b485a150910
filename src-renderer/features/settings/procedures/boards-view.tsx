import Box from '@mui/material/Box';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { Entries, EntriesHeading, Entry } from './entries.tsx';

/** The boards with what they refuse (S4.4), and the queues of calls. */
export function BoardsView({ pack }: { pack: Pack }) {
  const roleLabel = (id: string) => pack.roles.find((role) => role.id === id)?.label ?? id;
  return (
    <>
      <EntriesHeading>Abas</EntriesHeading>
      <Entries>
        {pack.boards.map((board) => (
          <Entry key={board.id} title={board.label}>
            {board.description}
            {board.admission.length > 0 ? (
              <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
                {board.admission.map((rule) => (
                  <li key={rule.refusal}>
                    {upperFirst(rule.refusal)}
                    {rule.override.length > 0 ? ` Podem liberar: ${rule.override.map(roleLabel).join(', ')}.` : ''}
                  </li>
                ))}
              </Box>
            ) : null}
          </Entry>
        ))}
      </Entries>
      <EntriesHeading>Filas de transferência</EntriesHeading>
      <Entries>
        {pack.queues.map((queue) => (
          <Entry
            key={queue.id}
            title={queue.label}
            mark={queue.extension ? <StatusPill>ramal {queue.extension}</StatusPill> : null}
          >
            {roleLabel(queue.role)}
          </Entry>
        ))}
      </Entries>
    </>
  );
}

/** The pack writes a refusal to go on after the board's name. */
function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase('pt-BR') + text.slice(1);
}
