import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { EntryLayout } from '../../ui/entry-layout.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useRouter } from '../../ui/router/router.tsx';
import { routePath } from '../../ui/router/routes.ts';
import { AgentStep } from './agent-step.tsx';
import { CompanyStep } from './company-step.tsx';
import { BLANK_FORM, FIRST_RUN_STEPS, type FirstRunForm, firstRunInput, problemsOf, stepOf } from './first-run-form.ts';
import { FirstRunProgress } from './first-run-progress.tsx';
import { JoinFacts, JoinStep } from './join-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { StartStep } from './start-step.tsx';

const BODIES = { company: CompanyStep, agent: AgentStep, password: PasswordStep, start: StartStep } as const;

/** The first minutes of a station: four short steps, then the desk. Nothing is set up before the last button. */
export function FirstRunScreen() {
  const [form, setForm] = useState(BLANK_FORM);
  const [index, setIndex] = useState(0);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const setUp = useCommand('station.firstRun');
  const router = useRouter();
  const top = useRef<HTMLFormElement>(null);
  const step = FIRST_RUN_STEPS[index] ?? FIRST_RUN_STEPS[0];
  const Body = BODIES[step.id];
  const [joining, setJoining] = useState(false);
  const last = index === FIRST_RUN_STEPS.length - 1;

  useEffect(() => {
    if (index > 0) top.current?.querySelector<HTMLElement>('input, [role="combobox"]')?.focus();
  }, [index]);

  const goTo = (next: number) => {
    setProblems([]);
    setIndex(next);
  };
  const change = (part: Partial<FirstRunForm>) => {
    setProblems([]);
    setForm((before) => ({ ...before, ...part }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(step.id, form);
    if (found.length > 0) return setProblems(found);
    if (!last) return goTo(index + 1);
    router.go(routePath(form.startWith === 'import' ? 'customers-import' : 'attendance'), { replace: true });
    const done = await setUp.run(firstRunInput(form));
    if (done.ok) return;
    const back = FIRST_RUN_STEPS.findIndex(({ id }) => id === stepOf(done.refusals));
    if (back >= 0) setIndex(back);
    setProblems(done.refusals);
  };

  if (joining)
    return (
      <EntryLayout aside={<JoinFacts />}>
        <JoinStep onLeave={() => setJoining(false)} />
      </EntryLayout>
    );
  return (
    <EntryLayout aside={<FirstRunProgress index={index} onGoTo={goTo} />}>
      <Box
        component="form"
        ref={top}
        noValidate
        onSubmit={submit}
        aria-label={step.title}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}
      >
        <Body form={form} change={change} refusals={problems} />
        <RefusalText refusals={problems.filter(({ field }) => !field)} />
        <Box sx={{ display: 'flex', gap: 1.5, mt: 1 }}>
          <Button type="submit" variant="contained" color="primary" size="large" loading={setUp.busy}>
            {last ? 'Abrir a estação' : 'Continuar'}
          </Button>
          {index > 0 ? (
            <Button variant="text" size="large" disabled={setUp.busy} onClick={() => goTo(index - 1)}>
              Voltar
            </Button>
          ) : (
            <Button variant="text" size="large" onClick={() => setJoining(true)}>
              A organização já tem uma central
            </Button>
          )}
        </Box>
      </Box>
    </EntryLayout>
  );
}
