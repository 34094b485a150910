import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatCount } from '../../../ui/format.ts';
import type { FieldProps } from './field-types.ts';
import { useFindings } from './language.tsx';
import { LanguageNotes } from './language-notes.tsx';
import { TypedText } from './typed-text.tsx';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** One line. */
export function TextField(props: FieldProps<'text'>) {
  const { field, view, inputId, describedBy, invalid, readOnly, onChange } = props;
  const text = textOf(view.value);
  const findings = useFindings(text, field.public);
  const near = field.maxLength !== undefined && text.length > field.maxLength - 20;
  return (
    <>
      <TypedText
        id={inputId}
        value={text}
        onChange={onChange}
        readOnly={readOnly}
        invalid={invalid}
        describedBy={describedBy}
        findings={findings}
      />
      {field.register === 'contact' ? <KnownContacts {...props} /> : null}
      {near ? (
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', textAlign: 'end' }}>
          {formatCount(text.length)} de {formatCount(field.maxLength ?? 0)}
        </Box>
      ) : null}
      {field.public ? <LanguageNotes inputId={inputId} findings={findings} /> : null}
    </>
  );
}

/** Names that may be speaking: a press writes one. */
function KnownContacts({ scene, view, onChange, readOnly }: FieldProps<'text'>) {
  const { contacts } = scene;
  const text = textOf(view.value);
  const names = contacts.filter((name) => name !== text).slice(0, 4);
  if (text !== '' || names.length === 0 || readOnly) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5, alignItems: 'center' }}>
      <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
        Do cadastro:
      </Box>
      {names.map((name) => (
        <Button key={name} onClick={() => onChange(name)} sx={{ minHeight: 24, py: 0, fontSize: '0.75rem' }}>
          {name}
        </Button>
      ))}
    </Box>
  );
}

/** As many lines as it takes. */
export function LongTextField({
  field,
  view,
  inputId,
  describedBy,
  invalid,
  readOnly,
  onChange,
}: FieldProps<'long-text'>) {
  const text = textOf(view.value);
  const findings = useFindings(text, field.public);
  return (
    <>
      <TypedText
        long
        id={inputId}
        value={text}
        onChange={onChange}
        readOnly={readOnly}
        invalid={invalid}
        describedBy={describedBy}
        findings={findings}
        {...(field.placeholder ? { placeholder: field.placeholder } : {})}
      />
      {field.public ? <LanguageNotes inputId={inputId} findings={findings} /> : null}
    </>
  );
}
