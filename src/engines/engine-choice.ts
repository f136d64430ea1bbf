import { type Problem, quoted } from '../workload/problem.ts';
import { redacted } from './redacted.ts';

/** `--postgres embedded|URL`, read. */
export type PostgresChoice = { readonly engine: 'embedded' } | { readonly engine: 'url'; readonly url: string };

/** `--dynamodb auto|local|dynalite|aws|URL`, read. */
export type DynamoDbChoice =
  | { readonly engine: 'auto' | 'local' | 'dynalite' | 'aws' }
  | { readonly engine: 'url'; readonly url: string };

const postgresExpected = '`embedded` or a URL such as postgresql://user:password@host:5432/database';
const dynamoDbExpected = '`auto`, `local`, `dynalite`, `aws` or a URL such as http://127.0.0.1:8000';

/** Reads the value of `--postgres`. A password is never part of a problem. */
export function parsePostgresChoice(text: string, flag: string): PostgresChoice | Problem {
  if (text === 'embedded') return { engine: 'embedded' };
  const problem = { place: flag, found: quoted(redacted(text)), expected: postgresExpected };
  const url = parsedUrl(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return problem;
  const host = url.hostname || url.searchParams.get('host');
  return host ? { engine: 'url', url: text } : { ...problem, found: `${problem.found}, which names no host` };
}

/** Reads the value of `--dynamodb`. An endpoint of AWS is refused as a URL, for it would go round the safeguards of `aws`. */
export function parseDynamoDbChoice(text: string, flag: string): DynamoDbChoice | Problem {
  if (text === 'auto' || text === 'local' || text === 'dynalite' || text === 'aws') return { engine: text };
  const problem = { place: flag, found: quoted(redacted(text)), expected: dynamoDbExpected };
  const url = parsedUrl(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return problem;
  const unexpected = [
    {
      is: url.username !== '' || url.password !== '',
      found: 'with credentials',
      expected: 'a URL without them: they come from the AWS provider chain',
    },
    {
      is: url.search !== '' || url.hash !== '',
      found: 'with a query',
      expected: 'an endpoint alone, such as http://127.0.0.1:8000',
    },
    { is: isOfAws(url.hostname), found: 'an endpoint of AWS', expected: '`aws`, which has its safeguards' },
  ].find(({ is }) => is);
  if (unexpected === undefined) return { engine: 'url', url: text };
  return { ...problem, found: `${problem.found}, ${unexpected.found}`, expected: unexpected.expected };
}

function isOfAws(hostname: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|api\.aws|amazonwebservices\.com\.cn)$/i.test(hostname.replace(/\.$/, ''));
}

function parsedUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
