import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Java that DynamoDB Local needs at least. */
export const javaNeeded = 17;

/** What was found of Java: one that will do, or why there is none, as a clause: `Java 11 is too old (17 is needed)`. */
export type JavaFound =
  | { readonly found: true; readonly command: string; readonly major: number }
  | { readonly found: false; readonly why: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks for Java where JAVA_HOME points, else on the PATH, and asks it for its version. */
export async function findJava(env: Environment): Promise<JavaFound> {
  const atHome = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', executable('java')) : null;
  if (atHome !== null && !canRun(atHome)) return { found: false, why: `JAVA_HOME is set, but there is no ${atHome}` };
  const command = atHome ?? onPath('java', env);
  if (command === null)
    return { found: false, why: 'there is no Java: JAVA_HOME is not set, and no `java` is on the PATH' };
  const said = await versionText(command, env);
  const major = parseJavaVersion(said);
  if (major === null) return { found: false, why: `${command} does not tell its version: ${firstLine(said)}` };
  if (major < javaNeeded) return { found: false, why: `${command} is Java ${major}, and ${javaNeeded} is needed` };
  return { found: true, command, major };
}

/** The major version in what `java -version` says: 17 of `"17.0.15"`, 8 of `"1.8.0_402"`, 21 of `"21"`. */
export function parseJavaVersion(said: string): number | null {
  const found = /version "(?:1\.)?(\d+)/.exec(said)?.[1];
  return found === undefined ? null : Number(found);
}

/** The full path of a program on the PATH of this environment, or null. */
export function onPath(name: string, env: Environment): string | null {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, executable(name));
    if (folder !== '' && canRun(path)) return path;
  }
  return null;
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionText(command: string, env: Environment): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, ['-version'], { env: { ...env }, timeout: 15_000 }, (error, stdout, stderr) => {
      resolve(`${stderr}${stdout}` || (error?.message ?? ''));
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
