import type { Pack } from '#shared/procedures/schema/pack.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { Entries, Entry } from './entries.tsx';

/** The numbered articles (S1.16). */
export function ArticlesView({ pack }: { pack: Pack }) {
  return (
    <Entries>
      {pack.articles.map((article) => (
        <Entry key={article.number} title={article.title} mark={<StatusPill>FAQ {article.number}</StatusPill>}>
          {article.body}
        </Entry>
      ))}
    </Entries>
  );
}
