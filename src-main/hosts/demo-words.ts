import { DEMO_AGENT, DEMO_PASSWORD } from '../sample/demo-account.ts';

/** How to get into a profile of sample data; said at every start with `--demo`. */
export function demoWords(): string {
  return `Dados de exemplo: entre como ${DEMO_AGENT.name}, com a senha "${DEMO_PASSWORD}".`;
}
