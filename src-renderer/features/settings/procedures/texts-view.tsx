import type { Pack } from '#shared/procedures/schema/pack.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { Entries, Entry } from './entries.tsx';

/** Canned texts with the data they ask for (S1.9). */
export function TextsView({ pack }: { pack: Pack }) {
  return (
    <Entries>
      {pack.cannedTexts.map((text) => (
        <Entry
          key={text.id}
          title={text.title}
          mark={<StatusPill>{text.use === 'closing' ? 'encerramento' : 'resposta'}</StatusPill>}
        >
          {bodyWithLabels(text)}
        </Entry>
      ))}
    </Entries>
  );
}

/** `{?causa}` shown by the name of what it asks: `[O que ocorreu]`. */
function bodyWithLabels(text: Pack['cannedTexts'][number]): string {
  return text.body.replaceAll(
    /\{\?([a-z0-9-]+)\}/g,
    (_, id: string) => `[${text.asks.find((ask) => ask.id === id)?.label ?? id}]`,
  );
}
