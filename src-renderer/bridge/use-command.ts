import { ORPCError } from '@orpc/client';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { useBridge } from './bridge-context.tsx';
import { ConnectionLost } from './connection.ts';
import { refusalsOfError } from './refusals-of-error.ts';
import type { Command, InputOf, ValueOf } from './rpc.ts';

type RunArguments<P extends Command> = undefined extends InputOf<P> ? [input?: InputOf<P>] : [input: InputOf<P>];

export interface CommandState<P extends Command> {
  /** Never rejects: a lost connection or a defect of the station comes back as a refusal too. */
  run(...input: RunArguments<P>): Promise<Result<ValueOf<P>>>;
  /** Between `run` and its answer. */
  busy: boolean;
  /** Of the last run; empty while it runs and after it went well. Show those without a field beside the button. */
  refusals: readonly Refusal[];
  /** Of the last run, those that stand beside this field (`''`: those with no field). */
  refusalsOf(field: string): readonly Refusal[];
  /** Takes refusals from the screen, for instance when the field is changed. */
  forget(field?: string): void;
}

/**
 * A command of the contract, with what it answered.
 *
 * `const signIn = useCommand('station.signIn'); … const done = await signIn.run({ agentId, password });`
 */
export function useCommand<P extends Command>(procedure: P): CommandState<P> {
  const { connection } = useBridge();
  const [running, setRunning] = useState(0);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const latest = useRef(0);

  const run = useCallback(
    async (...[input]: RunArguments<P>): Promise<Result<ValueOf<P>>> => {
      latest.current += 1;
      const mine = latest.current;
      setRunning((count) => count + 1);
      setRefusals([]);
      let result: Result<ValueOf<P>>;
      try {
        result = (await connection.link.call(procedure.split('.'), input, { context: {} })) as Result<ValueOf<P>>;
      } catch (error) {
        if (!isExpected(error)) console.error(procedure, error instanceof Error ? error.name : 'failed');
        result = { ok: false, refusals: refusalsOfError(error) };
      }
      setRunning((count) => count - 1);
      if (!result.ok && mine === latest.current) setRefusals(result.refusals);
      return result;
    },
    [connection, procedure],
  );

  return useMemo(
    () => ({
      run,
      busy: running > 0,
      refusals,
      refusalsOf: (field) => refusals.filter((refusal) => (refusal.field ?? '') === field),
      forget: (field) =>
        setRefusals((before) => (field === undefined ? [] : before.filter((refusal) => refusal.field !== field))),
    }),
    [run, running, refusals],
  );
}

/** The connection went, or the contract does not take what was typed: told to the person, no defect to look into. */
function isExpected(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof ORPCError && error.code === 'BAD_REQUEST');
}
