import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useController, useWatch } from 'react-hook-form';
import { KIND_LABELS } from '#shared/domain/customer/customer.ts';
import { parseDocument } from '#shared/domain/document/document.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { DocumentField } from '../../../ui/form/document-field.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useFormParts, useRefusalsAt, useTextField } from './form-context.tsx';
import { TextInput } from './form-fields.tsx';

/** Who the customer is. The document says the kind of person as soon as it is whole. */
export function IdentityFields({ isNew }: { isNew: boolean }) {
  const { control, readOnly } = useFormParts();
  const { field: kind } = useController({ control, name: 'kind' });
  const document = useTextField('document');
  const kindRefusals = useRefusalsAt('kind');
  const isCompany = useWatch({ control, name: 'kind' }) === 'pj';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(6, minmax(0, 1fr))', gap: 1.5 }}>
      <Box sx={{ gridColumn: 'span 6' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Tipo de pessoa"
          value={kind.value}
          onChange={(_, next: 'pf' | 'pj' | null) => next && kind.onChange(next)}
          disabled={readOnly}
        >
          {(['pj', 'pf'] as const).map((one) => (
            <ToggleButton key={one} value={one} sx={{ px: 2 }}>
              {KIND_LABELS[one]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <RefusalText refusals={kindRefusals} />
      </Box>
      <Box sx={{ gridColumn: 'span 4' }}>
        <TextInput
          name="name"
          label={isCompany ? 'Razão social' : 'Nome completo'}
          maxLength={200}
          required
          autoFocus={isNew}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        <TextInput
          name="code"
          label="Código"
          maxLength={40}
          required={!isNew}
          hint={isNew ? 'Em branco: o próximo livre' : ''}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <DocumentField
          label={isCompany ? 'CNPJ' : 'CPF'}
          kind={kind.value}
          name="document"
          value={document.value}
          onChange={(value) => {
            const read = parseDocument(value);
            document.onChange(read.ok ? formatDocument(read.value.value) : value);
            if (read.ok && read.value.kind !== kind.value) kind.onChange(read.value.kind);
          }}
          inputRef={document.ref}
          refusals={document.refusals}
          hint={isCompany ? 'Algarismos e letras' : 'Só algarismos'}
          slotProps={{ htmlInput: { readOnly, autoComplete: 'off', maxLength: 30 } }}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        {isCompany ? (
          <TextInput name="tradeName" label="Nome fantasia" maxLength={200} />
        ) : (
          <TextInput name="company" label="Empresa em que trabalha" maxLength={200} />
        )}
      </Box>
    </Box>
  );
}
