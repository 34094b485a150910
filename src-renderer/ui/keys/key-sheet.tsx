import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { PanelDialog } from '../dialog/panel-dialog.tsx';
import { KeyHint } from './key-hint.tsx';
import { KEY_GROUPS, KEY_TABLE, type KeyGroup, type KeyId } from './key-table.ts';
import { useBoundKeys, useKey } from './keys-context.tsx';

/** `?`: the keys that answer on this screen now, by group, read from the table that binds them. */
export function KeySheet() {
  const [shown, setShown] = useState<readonly KeyId[] | null>(null);
  const bound = useBoundKeys();
  useKey('keys.show', () => setShown(bound));
  return (
    <PanelDialog open={shown !== null} title="Teclas desta tela" maxWidth="md" onClose={() => setShown(null)}>
      <Box sx={{ columns: { xs: 1, sm: 2 }, columnGap: 5 }}>
        {(Object.keys(KEY_GROUPS) as KeyGroup[]).map((group) => (
          <Group key={group} group={group} bound={shown ?? []} />
        ))}
      </Box>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1 }}>
        Letras sozinhas só valem quando você não está digitando num campo. Duas letras: uma depois da outra.
      </Typography>
    </PanelDialog>
  );
}

function Group({ group, bound }: { group: KeyGroup; bound: readonly KeyId[] }) {
  const rows = KEY_TABLE.filter((entry) => entry.group === group && bound.includes(entry.id));
  if (rows.length === 0) return null;
  return (
    <Box component="section" sx={{ breakInside: 'avoid', mb: 2.5 }}>
      <Typography variant="overline" component="h3" sx={{ color: 'text.secondary' }}>
        {KEY_GROUPS[group]}
      </Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {rows.map((entry) => (
          <Box
            key={entry.id}
            sx={(theme) => ({
              display: 'flex',
              justifyContent: 'space-between',
              alignItems: 'center',
              gap: 2,
              py: 0.5,
              borderBottom: `1px solid ${theme.vars.palette.divider}`,
            })}
          >
            <dt>{entry.label}</dt>
            <Box component="dd" sx={{ m: 0, display: 'flex', gap: 1, color: 'text.secondary' }}>
              {entry.keys.map((written) => (
                <KeyHint key={written} id={entry.id} keys={written} readable />
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
