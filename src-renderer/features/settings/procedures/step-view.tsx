import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { knownPaths } from '#shared/domain/flow/known-paths.ts';
import type { Flow, Step } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { MEASURE } from '../../../ui/theme/theme.ts';
import { effectWords, exitTarget, FIELD_KIND_WORDS, stepName, timeBoxWords } from './pack-words.ts';
import { TemplateText } from './template-text.tsx';

export interface StepViewProps {
  step: Step;
  flow: Flow;
  pack: Pack;
}

/** One step as the pack has it: what is said, asked, and where it can go. */
export function StepView({ step, flow, pack }: StepViewProps) {
  const names = knownPaths(flow);
  return (
    <Box component="article" sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, minWidth: 0 }}>
      <Box>
        <Typography variant="h2">{stepName(step)}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE }}>{step.purpose}</Typography>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
          {step.role ? (
            <StatusPill>{pack.roles.find(({ id }) => id === step.role)?.label ?? step.role}</StatusPill>
          ) : null}
          {step.timeBox ? <StatusPill tone="info">{timeBoxWords(step.timeBox)}</StatusPill> : null}
          {'never' in step.skip ? <StatusPill>não se pula</StatusPill> : null}
        </Box>
      </Box>
      <Block title="O que se diz" empty="Nada a dizer neste passo." some={step.scripts.length > 0}>
        {step.scripts.map((script) => (
          <Box
            key={script.text}
            sx={(theme) => ({
              px: 2,
              py: 1.25,
              maxWidth: MEASURE,
              borderRadius: 1,
              whiteSpace: 'pre-line',
              overflowWrap: 'anywhere',
              borderLeft: `3px solid ${script.tone === 'speech' ? theme.vars.palette.speech.border : theme.vars.palette.divider}`,
              backgroundColor:
                script.tone === 'speech' ? theme.vars.palette.speech.surface : theme.vars.palette.background.sunken,
            })}
          >
            {script.tone === 'hint' ? (
              <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                Lembrete a quem atende
              </Typography>
            ) : null}
            <TemplateText text={script.text} names={names} />
          </Box>
        ))}
      </Block>
      <Block title="O que se pergunta" empty="Nenhum campo." some={step.fields.length > 0}>
        <Rows>
          {step.fields.map((field) => (
            <Row key={field.id} end={FIELD_KIND_WORDS[field.kind]}>
              {field.label}
              {field.required === true ? <Quiet> · obrigatório</Quiet> : null}
              {field.required && field.required !== true ? <Quiet> · obrigatório conforme o caso</Quiet> : null}
              {field.when === undefined ? null : <Quiet> · aparece conforme o caso</Quiet>}
            </Row>
          ))}
        </Rows>
      </Block>
      <Block title="Para onde se vai" empty="Nenhuma saída." some>
        <Rows>
          {step.exits.map((exit) => (
            <Row key={exit.id} end={exitTarget(exit, flow)}>
              {exit.label}
              {exit.effects.map((effect) => (
                <Quiet key={effect.kind}> · {effectWords(effect, pack)}</Quiet>
              ))}
              {exit.closedBecause ? <Quiet> · fechada enquanto: {exit.closedBecause}</Quiet> : null}
            </Row>
          ))}
        </Rows>
      </Block>
    </Box>
  );
}

function Block({ title, some, empty, children }: { title: string; some: boolean; empty: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {some ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>{children}</Box>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>{empty}</Typography>
      )}
    </Box>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {children}
    </Box>
  );
}

function Row({ children, end }: { children: ReactNode; end: string }) {
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        justifyContent: 'space-between',
        gap: 3,
        py: 0.75,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
      })}
    >
      <span>{children}</span>
      <Box component="span" sx={{ color: 'text.secondary', textAlign: 'end' }}>
        {end}
      </Box>
    </Box>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  );
}
