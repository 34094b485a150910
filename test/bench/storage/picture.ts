/** A run as a picture: for each step and size a bar for each contender, on one logarithmic scale. Plain SVG. */
import type { ContenderName } from './contender.ts';
import type { Results } from './results.ts';
import { steps } from './steps.ts';
import { timeText } from './table.ts';

/** In the order drawn; colours that are told apart by the colour-blind too. */
const BARS: readonly { contender: ContenderName; colour: string; limit?: ContenderName }[] = [
  { contender: 'ours encrypted', colour: '#0b5cad', limit: 'raw encrypted' },
  { contender: 'raw encrypted', colour: '#5b6570' },
  { contender: 'ours node:sqlite', colour: '#56a0e0', limit: 'raw node:sqlite' },
  { contender: 'raw node:sqlite', colour: '#a9b2ba' },
  { contender: 'RxDB memory', colour: '#2e9e6b' },
  { contender: 'PouchDB', colour: '#d9822b' },
  { contender: 'PouchDB synced', colour: '#efb877' },
  { contender: 'Dexie', colour: '#a3429b' },
];

const BAR = 10;
const PITCH = 12;
const ROW = BARS.length * PITCH + 30;
const PANEL = 330;
const GAP = 60;
const LEFT = 24;
const TOP = 112;
const LABEL_ROOM = 56;

/** Milliseconds to a length; the scale spans whole powers of ten. */
class LogScale {
  readonly low: number;
  readonly high: number;

  constructor(values: readonly number[]) {
    this.low = Math.floor(Math.log10(Math.min(...values)));
    this.high = Math.ceil(Math.log10(Math.max(...values)));
  }

  length(milliseconds: number): number {
    return ((Math.log10(milliseconds) - this.low) / (this.high - this.low)) * (PANEL - LABEL_ROOM);
  }

  get decades(): number[] {
    return Array.from({ length: this.high - this.low + 1 }, (_, index) => 10 ** (this.low + index));
  }
}

export function picture(results: Results, title: string): string {
  const sizes = results.sizes.filter((size) => results.has(size));
  const width = LEFT * 2 + sizes.length * PANEL + (sizes.length - 1) * GAP;
  const height = TOP + steps.length * ROW + 20;
  const scale = new LogScale(valuesOf(results));
  const panels = sizes.map((size, index) => {
    const x = LEFT + index * (PANEL + GAP);
    return panel(results, { size, x, scale });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"
  font-family="system-ui, 'Segoe UI', Roboto, sans-serif" font-size="11" fill="#1d2329">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${text(LEFT, 28, title, 'font-size="17" font-weight="600"')}
${text(LEFT, 48, 'Milliseconds, logarithmic: shorter is faster. The black mark on our bars is the limit: raw driver + RxDB memory.')}
${legend()}
${panels.join('\n')}
</svg>
`;
}

function legend(): string {
  let x = LEFT;
  return BARS.map(({ contender, colour }) => {
    const item = `${rect({ x, y: 62, width: 12, height: 12, colour })}${text(x + 17, 72, contender, 'font-size="12"')}`;
    x += 36 + contender.length * 7.2;
    return item;
  }).join('\n');
}

function panel(results: Results, { size, x, scale }: { size: number; x: number; scale: LogScale }): string {
  const bottom = TOP + steps.length * ROW;
  const grid = scale.decades.map((decade) => {
    const at = x + scale.length(decade);
    const label = decade >= 1000 ? `${decade / 1000} s` : `${decade}`;
    return `<path d="M${at.toFixed(1)} ${TOP}V${bottom}" stroke="#e4e8eb"/>${text(at, bottom + 12, label, 'text-anchor="middle" fill="#5b6570" font-size="10"')}`;
  });
  const heading = text(x, TOP - 12, `${size.toLocaleString('en')} documents`, 'font-size="14" font-weight="600"');
  const groups = [...steps.keys()].map((step) => group(results, { size, step, x, scale }));
  return [heading, ...grid, ...groups].join('\n');
}

function group(
  results: Results,
  { size, step, x, scale }: { size: number; step: number; x: number; scale: LogScale },
): string {
  const top = TOP + step * ROW;
  const parts = [text(x, top + 14, steps[step]!.name, 'font-size="12" font-weight="600"')];
  for (const [index, { contender, colour, limit }] of BARS.entries()) {
    const y = top + 20 + index * PITCH;
    const cell = results.cell(size, contender, step);
    const milliseconds = cell && ('milliseconds' in cell ? cell.milliseconds : cell.longerThan);
    const length = milliseconds === undefined ? 0 : Math.max(1, scale.length(milliseconds));
    if (length > 0) parts.push(rect({ x, y, width: length, height: BAR, colour }));
    const least = limit && results.limit(size, limit, step);
    const mark = least ? scale.length(least) : 0;
    if (mark > 0) parts.push(rect({ x: x + mark - 1, y: y - 1, width: 2, height: BAR + 2, colour: '#000000' }));
    const label = milliseconds === undefined ? `${contender}: not run` : timeText(cell);
    const grey = milliseconds === undefined ? ' fill="#8a949c"' : '';
    parts.push(text(x + Math.max(length, mark) + 4, y + 9, label, `font-size="10"${grey}`));
  }
  return parts.join('\n');
}

function valuesOf(results: Results): number[] {
  return results.sizes.flatMap((size) =>
    [...steps.keys()].flatMap((step) =>
      BARS.flatMap(({ contender }) => {
        const cell = results.cell(size, contender, step);
        if (!cell) return [];
        return ['milliseconds' in cell ? cell.milliseconds : cell.longerThan];
      }),
    ),
  );
}

type Box = { x: number; y: number; width: number; height: number; colour: string };

function rect({ x, y, width, height, colour }: Box): string {
  return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${height}" fill="${colour}"/>`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
