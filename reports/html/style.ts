import { chartFont } from '../charts/chart.ts';

/** The look of the page: light, dark by the reader's setting, and printed. Everything is in it, nothing is fetched. */
export const style = `
:root {
  color-scheme: light dark;
  --bg: #ffffff; --fg: #1c2430; --muted: #5b6675; --line: #e0e5eb; --panel: #f6f8fa; --link: #1f5f9e;
  --good: #17703f; --good-bg: #e2f4e9; --bad: #b3202c; --bad-bg: #fdeaea; --open: #7a5600; --open-bg: #fdf2d0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #12161c; --fg: #e6eaf0; --muted: #9ba7b6; --line: #2b3440; --panel: #1a2028; --link: #7fb4ec;
    --good: #66d394; --good-bg: #14301f; --bad: #ff8d95; --bad-bg: #3a191d; --open: #efc95a; --open-bg: #36290a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--bg); color: var(--fg);
  font: 15px/1.55 ${chartFont.family};
  font-variant-numeric: tabular-nums;
}
main, header, footer { max-width: 1240px; margin: 0 auto; padding: 0 28px; }
header { padding-top: 24px; }
footer { padding-top: 20px; padding-bottom: 48px; color: var(--muted); font-size: 13px; }
a { color: var(--link); }
h1, h2, h3 { line-height: 1.25; margin: 0; }
h2 { font-size: 21px; margin: 52px 0 6px; padding-top: 18px; border-top: 1px solid var(--line); }
h3 { font-size: 16px; margin: 30px 0 6px; }
p { margin: 6px 0; max-width: 90ch; }
.muted { color: var(--muted); }
.kicker { color: var(--muted); font-size: 13.5px; margin: 0; max-width: none; }
.title { font-size: 17px; font-weight: 600; margin: 0; }
.answer { margin: 18px 0 0; padding: 20px 24px; border-radius: 10px; border-left: 7px solid; }
.answer h1 { font-size: 32px; letter-spacing: -0.01em; }
.answer .question { font-size: 14px; font-weight: 600; margin: 0 0 2px; }
.answer .sentence { font-size: 16.5px; margin: 8px 0 0; color: var(--fg); }
.answer ul { margin: 10px 0 0; padding-left: 20px; color: var(--fg); font-size: 14px; }
.answer.good { background: var(--good-bg); border-color: var(--good); color: var(--good); }
.answer.bad { background: var(--bad-bg); border-color: var(--bad); color: var(--bad); }
.answer.open { background: var(--open-bg); border-color: var(--open); color: var(--open); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 14px; margin: 16px 0 0; }
.tile { border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; background: var(--panel); }
.tile h2 { all: unset; display: block; font-size: 13px; font-weight: 600; color: var(--muted); }
.tile .big { display: block; font-size: 25px; font-weight: 650; line-height: 1.25; margin: 4px 0 2px; }
.tile .big small { font-size: 15px; font-weight: 500; color: var(--muted); }
.tile p { font-size: 13.5px; margin: 2px 0 0; color: var(--muted); }
.tile svg { display: block; width: 100%; height: 8px; margin: 8px 0 6px; border-radius: 4px; }
svg .met { fill: var(--good); } svg .missed { fill: var(--bad); } svg .unproven { fill: var(--open); } svg .none { fill: var(--line); }
nav { margin: 8px 0 0; font-size: 13.5px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; padding: 0; margin: 0; }
.reasons { margin: 10px 0; padding: 0; list-style: none; max-width: none; }
.reasons li { padding: 8px 0; border-bottom: 1px solid var(--line); }
.reasons .why { display: block; color: var(--muted); font-size: 14px; }
.chip { display: inline-block; border-radius: 999px; padding: 0 9px; font-size: 12.5px; font-weight: 600; line-height: 20px; white-space: nowrap; }
.chip.good { background: var(--good-bg); color: var(--good); }
.chip.bad { background: var(--bad-bg); color: var(--bad); }
.chip.open { background: var(--open-bg); color: var(--open); }
.chip.plain { background: var(--panel); color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.scroll { overflow-x: auto; margin: 12px 0; border: 1px solid var(--line); border-radius: 8px; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
caption { text-align: left; padding: 9px 12px 3px; color: var(--muted); font-size: 13px; }
th, td { padding: 5px 12px; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th, thead td { background: var(--panel); font-size: 12.5px; vertical-align: bottom; }
thead th { color: var(--muted); font-weight: 600; white-space: nowrap; }
thead th.group { color: var(--fg); border-bottom: 0; padding-bottom: 0; }
thead td { border-bottom: 0; }
tbody th { font-weight: 500; min-width: 210px; }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover > * { background: var(--panel); }
tbody tr:target > * { background: var(--open-bg); }
.num { text-align: right; white-space: nowrap; }
.start { border-left: 1px solid var(--line); }
td.bad { color: var(--bad); font-weight: 600; } td.open { color: var(--open); }
.id { color: var(--muted); margin-right: 6px; }
.sub { display: block; color: var(--muted); font-size: 12.5px; }
figure { margin: 18px 0; }
figcaption { font-weight: 600; font-size: 14px; margin-bottom: 6px; }
.canvas { position: relative; width: 100%; }
figure.chart { display: none; }
.drawn figure.chart { display: block; }
details { margin: 10px 0; }
summary { cursor: pointer; color: var(--link); font-size: 14px; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; font-size: 14px; margin: 10px 0; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 12px; top: 8px; background: var(--bg); padding: 4px 10px; }
@media (max-width: 700px) { main, header, footer { padding-left: 14px; padding-right: 14px; } .answer h1 { font-size: 26px; } }
@media print {
  :root {
    color-scheme: light;
    --bg: #fff; --fg: #000; --muted: #444; --line: #bbb; --panel: #fff; --link: #000;
    --good: #0b5a2d; --good-bg: #fff; --bad: #9c0f1b; --bad-bg: #fff; --open: #5f4300; --open-bg: #fff;
  }
  @page { margin: 12mm; }
  body { font-size: 10.5pt; } table { font-size: 8.5pt; } th, td { padding: 2px 5px; }
  details table { font-size: 6.5pt; } details :is(th, td) { padding: 1px 3px; }
  thead th { white-space: normal; } tbody th { min-width: 0; }
  main, header, footer { max-width: none; padding: 0; }
  nav, summary { display: none; }
  .scroll { overflow: visible; border: 0; } .answer, .tile { border: 1px solid var(--line); }
  tr, figure, .tile { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; }
}
`;
