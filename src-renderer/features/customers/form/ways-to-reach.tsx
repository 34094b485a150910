import Box from '@mui/material/Box';
import { useFieldArray } from 'react-hook-form';
import { BLANK_CONTACT, BLANK_EMAIL, BLANK_PHONE } from './customer-form-values.ts';
import { useFormParts } from './form-context.tsx';
import { PhoneInput, TextInput } from './form-fields.tsx';
import { Repeated } from './repeated-fields.tsx';

type PhonesName = 'phones' | `contacts.${number}.phones`;
type EmailsName = 'emails' | `contacts.${number}.emails`;

export function Phones({ name }: { name: PhonesName }) {
  const { control, readOnly } = useFormParts();
  const list = useFieldArray({ control, name });
  return (
    <Repeated
      name={name}
      ids={list.fields.map(({ id }) => id)}
      item={(index) => (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: 1 }}>
          <PhoneInput name={`${name}.${index}.number`} label="Telefone com DDD" />
          <TextInput
            name={`${name}.${index}.label`}
            label="De onde é"
            maxLength={120}
            placeholder="Recepção, ramal 21"
          />
        </Box>
      )}
      add="Adicionar telefone"
      remove={(number) => `Retirar o telefone ${number}`}
      onAdd={() => list.append(BLANK_PHONE)}
      onRemove={list.remove}
      disabled={readOnly}
    />
  );
}

export function Emails({ name }: { name: EmailsName }) {
  const { control, readOnly } = useFormParts();
  const list = useFieldArray({ control, name });
  return (
    <Repeated
      name={name}
      ids={list.fields.map(({ id }) => id)}
      item={(index) => <TextInput name={`${name}.${index}.address`} label="E-mail" maxLength={254} />}
      add="Adicionar e-mail"
      remove={(number) => `Retirar o e-mail ${number}`}
      onAdd={() => list.append(BLANK_EMAIL)}
      onRemove={list.remove}
      disabled={readOnly}
    />
  );
}

export function Contacts() {
  const { control, readOnly } = useFormParts();
  const list = useFieldArray({ control, name: 'contacts' });
  return (
    <Repeated
      name="contacts"
      ids={list.fields.map(({ id }) => id)}
      item={(index) => (
        <Box
          role="group"
          aria-label={`Contato ${index + 1}`}
          sx={(theme) => ({
            display: 'flex',
            flexDirection: 'column',
            gap: 1.5,
            pl: 2,
            borderLeft: `2px solid ${theme.vars.palette.divider}`,
          })}
        >
          <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: 1 }}>
            <TextInput name={`contacts.${index}.name`} label="Nome do contato" maxLength={200} />
            <TextInput name={`contacts.${index}.role`} label="Cargo" maxLength={120} />
          </Box>
          <Phones name={`contacts.${index}.phones`} />
          <Emails name={`contacts.${index}.emails`} />
        </Box>
      )}
      add="Adicionar contato"
      remove={(number) => `Retirar o contato ${number}`}
      onAdd={() => list.append(structuredClone(BLANK_CONTACT))}
      onRemove={list.remove}
      disabled={readOnly}
    />
  );
}
