import { FACT_PATHS } from '#shared/domain/flow/known-paths.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { Entries, Entry } from './entries.tsx';
import { TemplateText } from './template-text.tsx';

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
          <TemplateText text={bodyWithLabels(text)} names={FACT_PATHS} />
        </Entry>
      ))}
    </Entries>
  );
}

/** `{?causa}` by the name of what it asks, as a place to fill: `{{O que ocorreu}}`. */
function bodyWithLabels(text: Pack['cannedTexts'][number]): string {
  return text.body.replaceAll(
    /\{\?([a-z0-9-]+)\}/g,
    (_, id: string) => `{{${text.asks.find((ask) => ask.id === id)?.label ?? id}}}`,
  );
}
