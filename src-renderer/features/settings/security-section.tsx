import Typography from '@mui/material/Typography';
import { useStation } from '../../bridge/station-context.tsx';
import { KEY_PROTECTION_WORDS } from '../../ui/key-protection-words.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';

/** What protects the data of this station, said clearly. */
export function SecuritySection() {
  const { title, text } = KEY_PROTECTION_WORDS[useStation().keyProtection];
  return (
    <Section title="Proteção dos dados">
      <Panel>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mt: 0.5 }}>{text}</Typography>
      </Panel>
    </Section>
  );
}
