// `npm run bench -- [--only steps,pipeline,dispatch,workers,postgres,long,findmax] [--seconds 5] [--rounds 3] [--minutes 10]
// [--out FILE]`: measures the instrument, beside others where they are installed; prints ratios and saves them as JSON.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { runClient } from './bare-client.ts';
import { pinnable } from './child.ts';
import { runDispatch } from './dispatch.ts';
import { runHotPath } from './hot-path.ts';
import { runLoad } from './load-client.ts';
import { runLong } from './long.ts';
import { type Line, type Result, sections } from './sections.ts';
import { runWakeUps } from './wake-up.ts';

/** What a process of its own may be asked to be. */
const roles: Readonly<Record<string, (order: never) => Promise<void>>> = {
  client: runClient,
  dispatch: runDispatch,
  load: runLoad,
  long: runLong,
  steps: runHotPath,
  wakeUp: runWakeUps,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string' },
    only: { type: 'string', default: 'steps,pipeline,dispatch,workers,postgres' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '10' },
    out: { type: 'string', default: `bench/results/${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json` },
  },
});

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    commit: commit(),
    cores_pinned: pinnable,
    load_before: loadavg()[0] ?? 0,
  };
}

function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

function shown({ title, lines }: Result): string {
  const width = Math.max(0, ...lines.map(({ name }) => name.length));
  const row = ({ name, figures }: Line): string =>
    `  ${name.padEnd(width)}  ${Object.entries(figures)
      .map(([what, figure]) => `${what} ${typeof figure === 'number' ? figure.toLocaleString('en') : (figure ?? '-')}`)
      .join(' · ')}`;
  return [title, ...lines.map(row), ''].join('\n');
}

async function measureAll(): Promise<void> {
  const names = values.only.split(',');
  const unknown = names.filter((name) => !(name in sections));
  const [seconds, rounds, minutes] = [Number(values.seconds), Number(values.rounds), Number(values.minutes)];
  if (unknown.length > 0 || !(seconds >= 1 && rounds >= 1 && minutes > 0)) {
    console.error(`--only takes ${Object.keys(sections).join(', ')}; --seconds and --rounds take 1 and more`);
    process.exit(104);
  }
  const facts = machine();
  console.log(
    `${Object.entries(facts)
      .map(([name, fact]) => `${name} ${fact}`)
      .join(' · ')}\n`,
  );
  const results: Record<string, Result> = {};
  for (const [name, measure] of Object.entries(sections)) {
    if (!names.includes(name)) continue;
    const result = await measure({ seconds, rounds, minutes });
    results[name] = result;
    console.log(shown(result));
  }
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify({ at: new Date().toISOString(), machine: facts, results }, null, 2)}\n`);
  console.log(`saved as ${values.out}`);
}

const role = values.role === undefined ? undefined : roles[values.role];
if (role === undefined) await measureAll();
else {
  await role(JSON.parse(positionals[0] ?? 'null') as never);
  process.exit(0);
}
