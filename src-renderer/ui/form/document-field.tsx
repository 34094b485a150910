import type { PersonKind } from '#shared/domain/document/document.ts';
import { documentAsTyped, documentVerdict } from './document-words.ts';
import { JudgedField, type JudgedFieldProps } from './judged-field.tsx';

type DocumentFieldProps = Omit<JudgedFieldProps, 'write' | 'verdict'> & { kind?: PersonKind };

/** CPF or CNPJ, with letters where a CNPJ has them. Without a kind it becomes whichever the text says. */
export function DocumentField({ kind, ...rest }: DocumentFieldProps) {
  return (
    <JudgedField
      label="CPF ou CNPJ"
      {...rest}
      write={(typed) => documentAsTyped(typed, kind)}
      verdict={documentVerdict(rest.value, kind)}
    />
  );
}
