import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useColorScheme } from '@mui/material/styles';
import { KeyHint } from '../../ui/keys/key-hint.tsx';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { THEME_MODES } from '../../ui/theme/theme-choice.tsx';

/** Light, dark, or as the system says; kept in this window. */
export function ThemeSection() {
  const { mode, setMode } = useColorScheme();
  return (
    <Section title="Aparência" actions={<KeyHint id="theme.switch" />}>
      <Panel>
        <RadioGroup
          row
          aria-label="Tema"
          value={mode ?? 'system'}
          onChange={(_, value) => setMode(value as 'system' | 'light' | 'dark')}
          sx={{ gap: 2 }}
        >
          {THEME_MODES.map((choice) => (
            <FormControlLabel
              key={choice.mode}
              value={choice.mode}
              control={<Radio size="small" />}
              label={choice.label}
              sx={{ my: -0.5 }}
            />
          ))}
        </RadioGroup>
      </Panel>
    </Section>
  );
}
