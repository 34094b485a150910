import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import { useStation } from '../../bridge/station-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { useIsEnrolled } from '../../ui/centre/at-the-centre.tsx';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';

/** The name by which the house greets (S5.1). */
export function CompanySection() {
  const { company } = useStation();
  const enrolled = useIsEnrolled();
  return (
    <Section title="Empresa">
      <Panel>{enrolled ? <CompanyOfCentre company={company} /> : <CompanyForm company={company} />}</Panel>
    </Section>
  );
}

function CompanyOfCentre({ company }: { company: string }) {
  return (
    <TextField
      label="Nome da empresa"
      value={company}
      helperText="É o nome que o cliente ouve na saudação. Vem da central e é o mesmo em todas as estações da organização."
      slotProps={{ htmlInput: { readOnly: true } }}
      sx={{ maxWidth: 420 }}
    />
  );
}

function CompanyForm({ company }: { company: string }) {
  const name = useDraft('settings:company', company);
  const setCompany = useCommand('station.setCompany');
  const [saved, setSaved] = useState(false);
  const wrong = setCompany.refusalsOf('company');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { version } = name;
    const done = await setCompany.run({ company: name.value });
    if (done.ok) name.settle(version);
    setSaved(done.ok);
  };
  const changed = name.value !== company;
  return (
    <>
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <TextField
          label="Nome da empresa"
          value={name.value}
          error={wrong.length > 0}
          helperText={refusalHelp(wrong, 'É o nome que o cliente ouve na saudação.')}
          onChange={(event) => {
            setSaved(false);
            setCompany.forget('company');
            name.set(event.target.value);
          }}
          slotProps={{ htmlInput: { maxLength: 120, readOnly: !name.ready } }}
          sx={{ maxWidth: 420 }}
        />
        <Button type="submit" size="medium" disabled={!changed} loading={setCompany.busy}>
          Salvar
        </Button>
        <Typography role="status" sx={{ color: 'success.main', mt: 1 }}>
          {saved && !changed ? 'Salvo: a próxima saudação já usa este nome.' : ''}
        </Typography>
      </Box>
      <RefusalText refusals={setCompany.refusalsOf('')} />
    </>
  );
}
