import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { FieldProps } from './field-types.ts';

/** Points to be ticked off. */
export function ChecklistField({
  field,
  view,
  inputId,
  labelId,
  describedBy,
  invalid,
  readOnly,
  onChange,
}: FieldProps<'checklist'>) {
  const done = Array.isArray(view.value) ? view.value.filter((id): id is string => typeof id === 'string') : [];
  const toggle = (id: string) =>
    onChange(field.items.map((item) => item.id).filter((one) => (one === id) !== done.includes(one)));
  return (
    <Box
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      sx={(theme) => ({
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
        columnGap: 2,
        px: 1.25,
        py: 0.25,
        borderRadius: 1,
        border: `1px solid ${invalid ? theme.vars.palette.error.main : theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      {field.items.map((item, index) => (
        <FormControlLabel
          key={item.id}
          disabled={readOnly}
          control={
            <Checkbox
              size="small"
              id={index === 0 ? inputId : undefined}
              checked={done.includes(item.id)}
              onChange={() => toggle(item.id)}
              sx={{ p: 0.75 }}
            />
          }
          label={
            <Box component="span" sx={{ fontSize: '0.875rem' }}>
              {item.label}
              {item.required ? (
                ''
              ) : (
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {' '}
                  (se puder)
                </Box>
              )}
            </Box>
          }
        />
      ))}
    </Box>
  );
}
