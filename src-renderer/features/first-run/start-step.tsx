import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import type { StartWith } from './first-run-form.ts';
import { StepHeading } from './step-heading.tsx';
import type { StepProps } from './step-props.ts';

const CHOICES: readonly { value: StartWith; title: string; text: string }[] = [
  {
    value: 'import',
    title: 'Importar clientes de um CSV',
    text: 'A estação abre na tela de importação, com prévia das colunas e relatório de cada linha recusada.',
  },
  {
    value: 'sample',
    title: 'Começar com dados de exemplo',
    text: 'Clientes, chamados e O.S. inventados, para conhecer a estação antes de usá-la de verdade.',
  },
  {
    value: 'empty',
    title: 'Começar vazio',
    text: 'Os clientes são cadastrados conforme ligam. A importação continua disponível em Clientes.',
  },
];

/** What the station holds when it opens. */
export function StartStep({ form, change }: StepProps) {
  return (
    <>
      <StepHeading title="Como quer começar?">Esta escolha não prende: tudo pode ser acrescentado depois.</StepHeading>
      <RadioGroup
        aria-label="Como quer começar?"
        value={form.startWith}
        onChange={(_, value) => change({ startWith: value as StartWith })}
        sx={{ gap: 1.5 }}
      >
        {CHOICES.map((choice) => (
          <Box
            component="label"
            key={choice.value}
            sx={(theme) => {
              const chosen = form.startWith === choice.value;
              return {
                display: 'flex',
                alignItems: 'flex-start',
                gap: 1,
                p: 2,
                cursor: 'pointer',
                borderRadius: 1,
                border: `1px solid ${chosen ? theme.vars.palette.primary.main : theme.vars.palette.divider}`,
                backgroundColor: chosen ? theme.vars.palette.background.chosen : theme.vars.palette.background.paper,
                '&:hover': { borderColor: chosen ? undefined : theme.vars.palette.field },
              };
            }}
          >
            <Radio
              value={choice.value}
              size="small"
              sx={{ p: 0.25 }}
              slotProps={{
                input: { 'aria-labelledby': `${choice.value}-title`, 'aria-describedby': `${choice.value}-text` },
              }}
            />
            <Box>
              <Typography id={`${choice.value}-title`} sx={{ fontWeight: 600 }}>
                {choice.title}
              </Typography>
              <Typography id={`${choice.value}-text`} sx={{ color: 'text.secondary' }}>
                {choice.text}
              </Typography>
            </Box>
          </Box>
        ))}
      </RadioGroup>
    </>
  );
}
