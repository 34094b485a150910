import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Foreground {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** Takes its standard output line by line instead of this terminal. */
  onLine?: (line: string) => void;
}

/** Runs a program in this terminal and waits for it; signals that end this process are passed on. @returns its exit code */
export function runInForeground({ command, args, env = process.env, onLine }: Foreground): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'], env });
    if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    // Ctrl+C goes to every process of the terminal by itself.
    const wait = () => {};
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    const settle = (act: () => void) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      act();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code) => settle(() => resolve(code ?? 1)));
  });
}
