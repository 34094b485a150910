import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import MuiTextField from '@mui/material/TextField';
import type { Option } from '#shared/domain/flow/answers.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import type { FieldProps } from './field-types.ts';
import { OptionChips } from './option-chips.tsx';

/** Up to so many options are chips. */
export const FEW = 5;

/** One of the options: chips for a few, a list to type in for many. */
export function ChoiceField(props: FieldProps<'choice'>) {
  const { view, inputId, labelId, describedBy, invalid, readOnly, onChange } = props;
  const value = typeof view.value === 'string' ? view.value : null;
  if (view.options.length > FEW) return <ManyOptions {...props} />;
  return (
    <OptionChips
      name={inputId}
      labelId={labelId}
      options={view.options}
      value={value}
      onChange={onChange}
      readOnly={readOnly}
      required={view.required}
      invalid={invalid}
      describedBy={describedBy}
    />
  );
}

function ManyOptions(props: FieldProps<'choice'>) {
  const { field, view, inputId, labelId, describedBy, invalid, readOnly, onChange, scene } = props;
  const chosen = view.options.find((option) => option.value === view.value) ?? null;
  const category = field.from === 'categories' ? scene.pack.categories.find(({ id }) => id === view.value) : undefined;
  const outOfScope = (option: Option) =>
    field.from === 'categories' &&
    scene.pack.categories.find(({ id }) => id === option.value)?.outOfScope !== undefined;
  return (
    <>
      <Autocomplete<Option>
        id={inputId}
        size="small"
        sx={{ maxWidth: 420 }}
        openOnFocus
        autoHighlight
        readOnly={readOnly}
        options={[...view.options]}
        value={chosen}
        onChange={(_, option) => onChange(option?.value ?? null)}
        getOptionLabel={(option) => option.label}
        getOptionKey={(option) => option.value}
        isOptionEqualToValue={(a, b) => a.value === b.value}
        filterOptions={(options, { inputValue }) => found(options, inputValue)}
        noOptionsText="Nada com esse nome"
        renderOption={({ key, ...item }, option) => (
          <Box component="li" key={key} {...item}>
            <Box sx={{ flex: 1 }}>{option.label}</Box>
            {outOfScope(option) ? (
              <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', ml: 1 }}>fora do escopo</Box>
            ) : null}
          </Box>
        )}
        renderInput={(params) => (
          <MuiTextField
            {...params}
            error={invalid}
            placeholder="Escreva para procurar"
            slotProps={{
              ...params.slotProps,
              htmlInput: { ...params.slotProps.htmlInput, 'aria-labelledby': labelId, 'aria-describedby': describedBy },
            }}
          />
        )}
      />
      {category && category.checklist.length > 0 ? <WhatToAsk points={category.checklist} /> : null}
    </>
  );
}

/** S2.5: what the first answer will need. */
function WhatToAsk({ points }: { points: readonly string[] }) {
  return (
    <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', mt: 0.5, maxWidth: '75ch' }}>
      <strong>Pergunte:</strong> {points.join(' · ')}
    </Box>
  );
}

function found(options: readonly Option[], typed: string): Option[] {
  const words = foldForSearch(typed).split(' ').filter(Boolean);
  return options.filter(({ label }) => {
    const told = foldForSearch(label);
    return words.every((word) => told.includes(word));
  });
}

const YES_NO: readonly Option[] = [
  { value: 'true', label: 'Sim' },
  { value: 'false', label: 'Não' },
];

/** Yes or no; S and N answer while it has the focus. */
export function YesNoField({ view, inputId, labelId, describedBy, invalid, readOnly, onChange }: FieldProps<'yes-no'>) {
  return (
    <OptionChips
      name={inputId}
      labelId={labelId}
      options={YES_NO}
      value={typeof view.value === 'boolean' ? String(view.value) : null}
      onChange={(value) => onChange(value === null ? null : value === 'true')}
      readOnly={readOnly}
      required={view.required}
      invalid={invalid}
      describedBy={describedBy}
      shortcuts={{ s: 'true', n: 'false' }}
    />
  );
}
