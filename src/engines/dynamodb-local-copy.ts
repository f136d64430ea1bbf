import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A copy of DynamoDB Local on disk, ready for `java`. */
export interface DynamoDbLocalCopy {
  readonly folder: string;
  /** Entries of the class path. */
  readonly classPath: readonly string[];
  /** The folder of the native SQLite libraries. */
  readonly nativeFolder: string;
}

/** A copy, or why the folder holds none, as a clause. */
export type CopyFound =
  | { readonly found: true; readonly copy: DynamoDbLocalCopy }
  | { readonly found: false; readonly why: string };

const mainClass = 'software/amazon/dynamodb/services/local/main/ServerRunner.class';

/**
 * Reads a folder in either layout: all jars and native libraries side by side, in it or in its `lib`, as Maven copies them;
 * or `DynamoDBLocal.jar` beside `DynamoDBLocal_lib`, as in AWS's archive.
 */
export function readCopy(folder: string): CopyFound {
  if (!existsSync(folder)) return no(`there is no folder ${folder}`);
  const archiveLibrary = join(folder, 'DynamoDBLocal_lib');
  if (existsSync(join(folder, 'DynamoDBLocal.jar')) && existsSync(archiveLibrary)) {
    const classPath = [join(folder, 'DynamoDBLocal.jar'), join(archiveLibrary, '*')];
    return checked({ folder, classPath, nativeFolder: archiveLibrary }, join(folder, 'DynamoDBLocal.jar'));
  }
  for (const library of [join(folder, 'lib'), folder]) {
    const jar = namesIn(library).find((name) => /^DynamoDBLocal-.*\.jar$/.test(name));
    if (jar === undefined) continue;
    return checked({ folder, classPath: [join(library, '*')], nativeFolder: library }, join(library, jar));
  }
  return no(`${folder} holds neither lib/DynamoDBLocal-*.jar nor DynamoDBLocal.jar with DynamoDBLocal_lib`);
}

/** The class path as `java -cp` takes it. */
export function classPathText(entries: readonly string[]): string {
  return entries.join(delimiter);
}

function checked(copy: DynamoDbLocalCopy, jar: string): CopyFound {
  // The names of a jar's files stand in it uncompressed.
  if (!readFileSync(jar).includes(mainClass)) return no(`${jar} is not DynamoDB Local 3: it is older, or broken`);
  if (!namesIn(copy.nativeFolder).some((name) => /^sqlite4java.*\.jar$/.test(name))) {
    return no(`${copy.nativeFolder} is not whole: sqlite4java is missing`);
  }
  return { found: true, copy };
}

function no(why: string): CopyFound {
  return { found: false, why };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
