import { JudgedField, type JudgedFieldProps } from './judged-field.tsx';
import { phoneAsTyped, phoneVerdict, phoneWritten } from './phone-words.ts';

type PhoneFieldProps = Omit<JudgedFieldProps, 'write' | 'verdict'>;

/** A telephone as it is written in Brazil, or of another country after a `+`. */
export function PhoneField(props: PhoneFieldProps) {
  return (
    <JudgedField
      label="Telefone"
      {...props}
      write={phoneAsTyped}
      finish={phoneWritten}
      verdict={phoneVerdict(props.value)}
    />
  );
}
