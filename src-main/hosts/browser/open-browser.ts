import { spawn } from 'node:child_process';

/** The system's own way to open an address, without a shell between; `null` where there is no display. */
export function browserCommand(
  url: string,
  { platform, env }: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv },
): [command: string, args: string[]] | null {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', [url]] : null;
}

/** Opens the default browser if there is one. @returns whether a program was started for it */
export function openBrowser(url: string): Promise<boolean> {
  const command = browserCommand(url, process);
  if (command === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command[0], command[1], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
