/** The frame of pages that have no script: the passphrase, and what stands in for a station that does not open. */
import { NONCE_PLACEHOLDER } from './page-security.ts';
import { htmlPage, type Page } from './renderer-pages.ts';

export interface PlainHtml {
  title: string;
  /** HTML: what people wrote goes through `asText`. */
  content: string;
  /** Seconds after which the page asks again by itself, at the beginning of the station. */
  again?: number;
}

export function plainHtml({ title, content, again }: PlainHtml): Page {
  const refresh = again === undefined ? '' : `<meta http-equiv="refresh" content="${again}; url=/">`;
  const page = htmlPage(
    `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    ${refresh}<link rel="icon" href="${ICON}"><title>${asText(title)}</title><style nonce="${NONCE_PLACEHOLDER}">${STYLE}</style></head>
    <body><header>${MARK}<span>Prumo</span></header><main>${content}</main></body></html>`,
    { formsToSelf: true },
  );
  // Without it a browser sends a form with the origin "null", which the guard refuses.
  page.headers['referrer-policy'] = 'same-origin';
  return page;
}

/** Text as it is, inside HTML or a quoted attribute. */
export function asText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 3h14" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/><path d="M12 3v8" stroke="currentColor" stroke-width="1.6"/><path d="M12 22.2 7.2 14.4a1 1 0 0 1-.15-.53V12a1 1 0 0 1 1-1h7.9a1 1 0 0 1 1 1v1.87a1 1 0 0 1-.15.53z" fill="currentColor"/></svg>';

const ICON = `data:image/svg+xml,${encodeURIComponent(MARK.replaceAll('currentColor', '#2B57C4'))}`;

/** The colours of the station's screens (`src-renderer/ui/theme/palettes.ts`), by the system's choice of light or dark. */
const STYLE = `
:root { color-scheme: light dark; font: 400 14px/1.5 system-ui, sans-serif;
  --page: #F6F6F4; --paper: #FFF; --text: #1B1D21; --quiet: #565A63; --line: #E1E1DC; --field: #878B93;
  --accent: #2B57C4; --on-accent: #FFF; --bad: #FCEBE9; --bad-line: #F0B8B3; --bad-text: #8C1D17;
  --good: #E5F4EB; --good-line: #A9D8BC; --good-text: #13532F; }
@media (prefers-color-scheme: dark) { :root {
  --page: #131416; --paper: #1A1C1F; --text: #ECEDEF; --quiet: #A6ABB4; --line: #2D3035; --field: #737983;
  --accent: #93B1FF; --on-accent: #0F1A33; --bad: #3B1B18; --bad-line: #75352F; --bad-text: #FFC0BA;
  --good: #17301F; --good-line: #2B5A3C; --good-text: #A5E3BF; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
header { display: flex; align-items: center; gap: 8px; padding: 24px 24px 0; max-width: 860px; margin: 0 auto;
  font-size: 20px; font-weight: 700; letter-spacing: -.03em; }
header svg { width: 22px; height: 22px; color: var(--accent); }
main { max-width: 860px; margin: 0 auto; padding: 16px 24px 40px; display: grid; gap: 16px; }
h1 { font-size: 28px; line-height: 1.2; letter-spacing: -.02em; margin: 8px 0 0; }
h2 { font-size: 16px; margin: 0; }
p { margin: 0; max-width: 75ch; }
.lead { font-size: 16px; }
.quiet { color: var(--quiet); }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; display: grid; gap: 8px; justify-items: start; }
.safe { background: var(--good); border-color: var(--good-line); color: var(--good-text); }
[role=alert] { background: var(--bad); border: 1px solid var(--bad-line); color: var(--bad-text); border-radius: 8px; padding: 10px 16px; font-weight: 600; }
form { display: grid; gap: 8px; justify-items: start; }
label { font-weight: 600; }
input, select, button, .button, summary { font: inherit; min-height: 36px; padding: 6px 14px; border-radius: 8px; border: 1px solid var(--field); background: var(--paper); color: var(--text); }
input { width: min(420px, 100%); }
button, .button, summary { font-weight: 600; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
summary { list-style: none; min-height: 32px; padding: 4px 12px; }
summary::-webkit-details-marker { display: none; }
.rows { list-style: none; margin: 0; padding: 0; width: 100%; display: grid; }
.rows > li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 8px 0; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.rows .when { font-weight: 600; min-width: 130px; font-variant-numeric: tabular-nums; }
.rows .size { min-width: 80px; text-align: end; font-variant-numeric: tabular-nums; }
.rows .what { flex: 1; min-width: 220px; }
details[open] { flex-basis: 100%; display: grid; gap: 8px; padding: 8px 0; }
details[open] summary { border-color: transparent; background: transparent; padding-inline: 0; width: max-content; }
.line { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
progress { width: 100%; height: 8px; accent-color: var(--accent); }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; color: var(--quiet); }
dd { margin: 0; min-width: 0; }`;
