import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientCost } from './bare-client.ts';
import { clientCore, has, onCores, timed } from './child.ts';

/** A tool that people would take instead, with the same requests to the same server, unsigned and unparsed. */
export interface OtherTool {
  readonly name: string;
  readonly command: string;
  /** On the client's core, or with a thread on each of these, where the tool has threads. */
  run(url: string, inFlight: number, seconds: number, cores?: readonly number[]): Promise<ClientCost>;
}

const body = JSON.stringify({ TableName: 'Known', Key: { PK: { S: 'PROB#10001' }, SK: { S: 'META' } } });
const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.GetItem' };

export const wrk: OtherTool = {
  name: 'wrk',
  command: 'wrk',
  run: (url, inFlight, seconds, cores = [clientCore]) => {
    const set = Object.entries(headers).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`);
    const script = `wrk.method = "POST"\nwrk.body = ${JSON.stringify(body)}\n${set.join('\n')}\n`;
    const words = (file: string): string[] => [
      ...['wrk', `-t${cores.length}`, `-c${inFlight}`, `-d${seconds}s`, '-s', file, url],
    ];
    return measured('request.lua', script, seconds, /(\d+) requests in/, words, cores);
  },
};

const autocannon: OtherTool = {
  name: 'autocannon',
  command: 'autocannon',
  run: (url, inFlight, seconds) =>
    measured('body.json', body, seconds, /"2xx":\s*(\d+)/, (file) => [
      ...['autocannon', '--json', '-c', `${inFlight}`, '-d', `${seconds}`, '-m', 'POST', '-i', file],
      ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]),
      url,
    ]),
};

const k6: OtherTool = {
  name: 'k6',
  command: 'k6',
  run: (url, inFlight, seconds) => {
    const options = { vus: inFlight, duration: `${seconds}s`, discardResponseBodies: true };
    const params = JSON.stringify({ headers });
    const script = `import http from 'k6/http';
export const options = ${JSON.stringify(options)};
export default () => http.post('${url}', '${body}', ${params});\n`;
    return measured('script.js', script, seconds, /http_reqs[.:\s]*(\d+)/, (file) => ['k6', 'run', '--quiet', file]);
  },
};

const all: readonly OtherTool[] = [wrk, autocannon, k6];

/** Those that are installed here, and the names of those that are not. */
export function otherTools(): { readonly there: readonly OtherTool[]; readonly missing: readonly string[] } {
  const there = all.filter(({ command }) => has(command));
  return { there, missing: all.filter((tool) => !there.includes(tool)).map(({ name }) => name) };
}

async function measured(
  name: string,
  text: string,
  seconds: number,
  operationsIn: RegExp,
  words: (file: string) => readonly string[],
  cores: readonly number[] = [clientCore],
): Promise<ClientCost> {
  const folder = mkdtempSync(join(tmpdir(), 'patternbench-bench-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    const { stdout, cpuUs } = await timed([...onCores(...cores), ...words(file)]);
    const operations = Number(operationsIn.exec(stdout)?.[1] ?? Number.NaN);
    return { operations, cpuUs, elapsedMs: seconds * 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
