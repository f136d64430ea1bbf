import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The version that Maven installs. */
export const dynamoDbLocalVersion = '3.3.1';

/** What a Maven install needs. */
export interface MavenInstall {
  readonly mvn: string;
  /** An empty folder; the jars and native libraries end in its `lib`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Artifacts that DynamoDB Local asks for in a version which not every repository has. They are excluded and asked for
 * again: first in versions that are known to work and are found quickly, then in any of the range (Maven then reads the
 * description of each version in it, which takes minutes).
 */
const troublesome = {
  cognitoidentity: '2.41.21',
  cognitoidentityprovider: '2.47.6',
  pinpoint: '2.41.0',
  'dynamodb-enhanced': '2.47.6',
};
const range = '[2.40.0,2.49.0)';

/** Copies DynamoDB Local and all that it needs with Maven; null, or why that failed, as a clause. */
export async function installWithMaven(install: MavenInstall): Promise<string | null> {
  const first = await copyDependencies(pom(troublesome), install);
  if (first === null || !isMissingArtifact(first)) return first;
  install.onProgress('DynamoDB Local: Maven lacks a version; looking through others, which takes minutes');
  return copyDependencies(pom(Object.fromEntries(Object.keys(troublesome).map((name) => [name, range]))), install);
}

/** The project that Maven is given; `versions` are those of the artifacts which are asked for apart. */
export function pom(versions: Readonly<Record<string, string>>): string {
  const group = 'software.amazon.awssdk';
  const artifact = (name: string) => `<groupId>${group}</groupId><artifactId>${name}</artifactId>`;
  const exclusions = Object.keys(versions).map((name) => `        <exclusion>${artifact(name)}</exclusion>\n`);
  const apart = Object.entries(versions).map(
    ([name, version]) => `    <dependency>${artifact(name)}<version>${version}</version></dependency>\n`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>patternbench</groupId><artifactId>dynamodb-local</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>software.amazon.dynamodb</groupId><artifactId>DynamoDBLocal</artifactId><version>${dynamoDbLocalVersion}</version>
      <exclusions>
${exclusions.join('')}      </exclusions>
    </dependency>
${apart.join('')}  </dependencies>
</project>
`;
}

/** Maven's first line of an error, without its links and what follows. */
function brief(error: string): string {
  const text = error.replace(/ -> \[Help.*$/, '').trim();
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function isMissingArtifact(why: string): boolean {
  return /could not find artifact|was not found in|no versions available/i.test(why);
}

function copyDependencies(
  project: string,
  { mvn, folder, env, onProgress, signal }: MavenInstall,
): Promise<string | null> {
  const library = join(folder, 'lib');
  rmSync(library, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), project);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${library}`, '-DincludeScope=runtime'];
  const child = spawn(mvn, ['--batch-mode', '--file', join(folder, 'pom.xml'), ...goal], {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  const errors: string[] = [];
  let files = 0;
  let saidAt = performance.now();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('[ERROR]')) errors.push(line.slice(8));
    if (!/\bDownloaded from\b/.test(line)) return;
    files++;
    if (performance.now() - saidAt < 2_000) return;
    saidAt = performance.now();
    onProgress(`DynamoDB Local: ${files} files from Maven`);
  });
  child.stderr.resume();
  return new Promise((resolve) => {
    child.once('error', (error) => {
      // Told to stop, it may still be writing: then its end is waited for.
      if (child.pid === undefined) resolve(`Maven cannot be run: ${error.message}`);
    });
    child.once('close', (code) =>
      resolve(code === 0 ? null : `Maven failed: ${errors[0] === undefined ? `exit code ${code}` : brief(errors[0])}`),
    );
  });
}
