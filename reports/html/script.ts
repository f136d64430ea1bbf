import { decadeLabel, decadeTicks } from '../charts/decade-label.ts';

/**
 * What the page does in a browser: draws the charts, in the reader's light, and again where that changes; for paper it
 * draws them in black on white and opens what is folded. Without it, or without scripts at all, every table is there.
 */
export const script = `
'use strict';
(() => {
  const { charts, swap } = JSON.parse(document.getElementById('charts').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const drawn = [];
  ${decadeLabel}
  ${decadeTicks}
  Chart.defaults.scales.logarithmic.ticks.callback = decadeLabel;
  Chart.defaults.scales.logarithmic.afterBuildTicks = (scale) => { scale.ticks = decadeTicks(scale.ticks); };
  const recoloured = (value, colours) => {
    if (typeof value === 'string') return colours[value] || value;
    if (Array.isArray(value)) return value.map((each) => recoloured(each, colours));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, recoloured(each, colours)]));
  };
  const draw = (inDark) => {
    while (drawn.length > 0) drawn.pop().destroy();
    for (const { id, heightPx, config } of charts) {
      const canvas = document.getElementById('chart-' + id);
      canvas.parentElement.style.height = heightPx + 'px';
      drawn.push(new Chart(canvas, recoloured(config, inDark ? swap : {})));
    }
  };
  document.documentElement.classList.add('drawn');
  draw(dark.matches);
  dark.addEventListener('change', () => draw(dark.matches));
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const each of folded) each.open = true;
    draw(false);
    for (const chart of drawn) chart.resize();
  });
  addEventListener('afterprint', () => {
    for (const each of folded) each.open = false;
    draw(dark.matches);
  });
})();
`;
