import type { AttachmentState } from '#shared/contract/attachments.ts';
import type { Tone } from '../status-pill.tsx';

export interface StateWords {
  words: string;
  tone: Tone;
}

const percent = (done: number, size: number) => Math.min(100, Math.floor((done / Math.max(1, size)) * 100));

/** Where a file is, in words. `alone`: there is no centre that it could go to. */
export function stateWords(state: AttachmentState, size: number, alone: boolean): StateWords {
  switch (state.at) {
    case 'here':
      return { words: alone ? 'guardado aqui' : 'guardado aqui, por enviar', tone: 'neutral' };
    case 'sending':
      return { words: `enviando ${percent(state.done, size)} %`, tone: 'info' };
    case 'centre':
      return { words: state.here ? 'no servidor' : 'no servidor, não baixado', tone: 'neutral' };
    case 'fetching':
      return { words: `baixando ${percent(state.done, size)} %`, tone: 'info' };
    case 'absent':
      return { words: 'ainda não chegou ao servidor', tone: 'warning' };
    case 'damaged':
      return { words: 'danificado neste computador', tone: 'error' };
    case 'refused':
      return { words: `recusado: ${state.refusals[0]?.message ?? 'a central não aceitou'}`, tone: 'error' };
  }
}

/** Whether its bytes can be read here, now. */
export function isHere(state: AttachmentState): boolean {
  return (
    state.at === 'here' || state.at === 'sending' || state.at === 'refused' || (state.at === 'centre' && state.here)
  );
}

/** Name of a screenshot that came out of the clipboard, by the moment of it. */
export function pastedName(type: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  return `captura ${day} ${time}.${type === 'image/jpeg' ? 'jpg' : (type.split('/')[1] ?? 'png')}`;
}
