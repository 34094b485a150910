import type { Pack } from '../../procedures/schema/pack.ts';
import type { Article } from '../../procedures/schema/texts.ts';
import { foldForSearch, searchWords } from '../text/fold-accents.ts';

/** Why an article is offered beside a ticket (S1.16). */
export type ArticleReason = 'step' | 'category' | 'closing';

export interface OfferedArticle {
  article: Article;
  reasons: ArticleReason[];
}

export const ARTICLE_REASONS: Readonly<Record<ArticleReason, string>> = {
  step: 'deste passo',
  category: 'desta categoria',
  closing: 'do encerramento',
};

export interface ArticlePlace {
  flowId: string | null;
  stepId: string | null;
  category: string | null;
  /** Article with which the ticket was closed. */
  closedWith: number | null;
}

/** S1.16: the articles of the step, of the category and of the closing; each once, in that order. */
export function articlesFor(
  pack: Pick<Pack, 'flows' | 'categories' | 'articles'>,
  place: ArticlePlace,
): OfferedArticle[] {
  const flow = pack.flows.find(({ id }) => id === place.flowId);
  const sources: Record<ArticleReason, readonly number[]> = {
    step: flow?.steps.find(({ id }) => id === place.stepId)?.articles ?? [],
    category: pack.categories.find(({ id }) => id === place.category)?.articles ?? [],
    closing: place.closedWith === null ? [] : [place.closedWith],
  };
  const reasons = new Map<number, ArticleReason[]>();
  for (const reason of ['step', 'category', 'closing'] as const) {
    for (const number of sources[reason]) reasons.set(number, [...(reasons.get(number) ?? []), reason]);
  }
  return [...reasons].flatMap(([number, why]) => {
    const article = articleByNumber(pack.articles, number);
    return article ? [{ article, reasons: why }] : [];
  });
}

export function articleByNumber(articles: readonly Article[], number: number): Article | undefined {
  return articles.find((one) => one.number === number);
}

/** Where the pack cites an article: what changes with it. */
export function articleUses(
  pack: Pick<Pack, 'flows' | 'categories' | 'complementaryCall'>,
  number: number,
): {
  steps: { flowId: string; stepId: string; title: string }[];
  categories: string[];
  closesComplementaryCalls: boolean;
} {
  return {
    steps: pack.flows.flatMap(({ id, steps }) =>
      steps
        .filter(({ articles }) => articles.includes(number))
        .map((step) => ({ flowId: id, stepId: step.id, title: step.title })),
    ),
    categories: pack.categories.filter(({ articles }) => articles.includes(number)).map(({ id }) => id),
    closesComplementaryCalls: pack.complementaryCall.article === number,
  };
}

/** An article named in a text by its number. UTF-16 offsets. */
export interface ArticleCitation {
  start: number;
  end: number;
  number: number;
  /** The number is the pack's. */
  known: boolean;
}

const CITATION = /(?<!\p{L})(?:FAQ|artigo|procedimento)\s*(?:n[ºo°.]{0,2}\s*)?#?(\d{1,9})(?!\d)/giu;

/** "FAQ 7347", "artigo nº 1001": for links in the text, and for what a closing follows. */
export function citedArticles(text: string, articles: readonly Article[]): ArticleCitation[] {
  const known = new Set(articles.map(({ number }) => number));
  return Array.from(text.matchAll(CITATION), ({ 0: word, 1: digits = '', index }) => {
    const number = Number(digits);
    return { start: index, end: index + word.length, number, known: known.has(number) };
  });
}

/**
 * Articles for what was typed, the best first: by number or its beginning; else every word must begin a word of the title, of
 * the keywords or of the body, and they rank in this order. Nothing typed: all, by number.
 */
export function searchArticles(articles: readonly Article[], typed: string): Article[] {
  const wanted = searchWords(typed).filter((word) => word !== 'faq');
  const ranked = articles.flatMap((article) => {
    const rank = rankOf(article, wanted);
    return rank === null ? [] : [{ article, rank }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.article.number - b.article.number)
    .map(({ article }) => article);
}

/** The lower the better; null: it does not match. */
function rankOf(article: Article, wanted: readonly string[]): number | null {
  const [first] = wanted;
  if (wanted.length === 1 && first && /^\d+$/.test(first)) {
    const number = String(article.number);
    if (number === first) return -2;
    if (number.startsWith(first)) return -1;
  }
  const fields = [searchWords(article.title), article.keywords.flatMap(searchWords), searchWords(article.body)];
  let rank = 0;
  for (const start of wanted) {
    const field = fields.findIndex((words) => words.some((word) => word.startsWith(start)));
    if (field < 0) return null;
    rank += field;
  }
  return rank;
}

/** The paragraph that best answers what was typed; the first where none does. */
export function paragraphFor(article: Article, typed: string): string {
  const wanted = searchWords(typed);
  const paragraphs = article.body.split('\n').filter((line) => line.trim() !== '');
  const hits = (text: string) => {
    const folded = ` ${foldForSearch(text).replace(/[^\p{L}\p{N}]+/gu, ' ')}`;
    return wanted.filter((word) => folded.includes(` ${word}`)).length;
  };
  return paragraphs.reduce((best, one) => (hits(one) > hits(best) ? one : best), paragraphs[0] ?? '');
}
