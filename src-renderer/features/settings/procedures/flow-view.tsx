import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useQueryValue } from '../../../ui/router/router.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { StepView } from './step-view.tsx';

/** The steps of a call's flow, one open at a time. */
export function FlowView({ pack }: { pack: Pack }) {
  const flow = pack.flows.find(({ id }) => id === pack.callFlow) ?? pack.flows[0];
  const [stepId, setStep] = useQueryValue('passo');
  if (!flow) return null;
  const step = flow.steps.find(({ id }) => id === stepId) ?? flow.steps[0];
  if (!step) return null;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '260px minmax(0, 1fr)', gap: 4, alignItems: 'start' }}>
      <List dense disablePadding aria-label="Passos" sx={{ position: 'sticky', top: 0 }}>
        {flow.steps.map((each) => (
          <ListItem key={each.id} disablePadding>
            <ListItemButton
              selected={each.id === step.id}
              aria-current={each.id === step.id ? 'step' : undefined}
              onClick={() => setStep(each.id)}
              sx={{ borderRadius: 1, py: 0.5 }}
            >
              <Box component="span" sx={{ ...TABULAR, width: 36, color: 'text.secondary' }}>
                {each.number}
              </Box>
              <ListItemText
                primary={each.title}
                slotProps={{ primary: { sx: { fontSize: '0.875rem', fontWeight: each.id === step.id ? 600 : 450 } } }}
              />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <StepView step={step} flow={flow} pack={pack} />
    </Box>
  );
}
