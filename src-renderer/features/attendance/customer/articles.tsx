import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import type { Article } from '#shared/procedures/schema/pack.ts';
import type { Scene } from '../engine/engine.ts';
import { ColumnSection } from './column-section.tsx';

/** The house's articles for the step and the category, readable where they stand (S1.16). */
export function Articles({ scene }: { scene: Scene }) {
  const articles = articlesOf(scene);
  if (articles.length === 0) return null;
  return (
    <ColumnSection title="Artigos para este passo">
      {articles.map((article) => (
        <Box
          key={article.number}
          component="details"
          sx={{
            '& + &': { mt: 0.5 },
            '&[open] summary svg': { transform: 'rotate(180deg)' },
            '& summary::-webkit-details-marker': { display: 'none' },
          }}
        >
          <Box
            component="summary"
            sx={(theme) => ({
              display: 'flex',
              gap: 0.75,
              py: 0.5,
              cursor: 'pointer',
              listStyle: 'none',
              borderRadius: 1,
              '&:hover': { color: theme.vars.palette.primary.main },
              '& svg': { fontSize: 18, color: 'text.secondary', ml: 'auto', flex: 'none' },
            })}
          >
            <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
              FAQ {article.number}
            </Box>
            <Box component="span" sx={{ fontWeight: 500 }}>
              {article.title}
            </Box>
            <ExpandMoreIcon aria-hidden />
          </Box>
          <Box sx={{ whiteSpace: 'pre-line', color: 'text.secondary', pb: 1 }}>{article.body}</Box>
        </Box>
      ))}
    </ColumnSection>
  );
}

function articlesOf({ pack, view, registers, ticket }: Scene): Article[] {
  const categoryId = registers.category ?? ticket.category;
  const ofCategory = pack.categories.find(({ id }) => id === categoryId)?.articles ?? [];
  const numbers = new Set([...(view?.step.articles ?? []), ...ofCategory]);
  return [...numbers].flatMap((number) => pack.articles.find((article) => article.number === number) ?? []);
}
