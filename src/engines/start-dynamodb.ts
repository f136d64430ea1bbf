import { dynaliteFace, dynaliteRecipe } from './dynalite-recipe.ts';
import type { DynamoDbLocalCopy } from './dynamodb-local-copy.ts';
import { findCopy, installCopy } from './dynamodb-local-install.ts';
import { dynamoDbLocalFace, dynamoDbLocalRecipe } from './dynamodb-local-recipe.ts';
import { EnvironmentError } from './environment-error.ts';
import { findJava, javaNeeded } from './java.ts';
import type { EngineOptions, RunningEngine } from './running-engine.ts';
import { joinShared, startEngine } from './start-engine.ts';

/** Which server stands in for DynamoDB: DynamoDB Local where it can run and else dynalite, or one of the two. */
export type EmulatorChoice = 'auto' | 'local' | 'dynalite';

/**
 * Starts a server that speaks DynamoDB's protocol, or joins the one that `engines start` left running. Throws
 * `EnvironmentError` where it cannot, and the signal's reason where that is aborted; then nothing is left running.
 */
export async function startDynamoDb(choice: EmulatorChoice, options: EngineOptions): Promise<RunningEngine> {
  const faces = { auto: [dynamoDbLocalFace, dynaliteFace], local: [dynamoDbLocalFace], dynalite: [dynaliteFace] };
  const joined = options.keep ? joinShared(faces[choice], options.cache) : null;
  if (joined !== null) return joined;
  if (choice === 'dynalite') return startEngine(dynaliteRecipe, options);
  const local = await readyLocal(options, choice === 'auto');
  if (local.ready) return startEngine(dynamoDbLocalRecipe(local.java, local.copy), options);
  if (choice === 'local') {
    const advice = `Install Java ${javaNeeded} or later (JAVA_HOME, or \`java\` on the PATH) and run \`patternbench engines install\`.`;
    throw new EnvironmentError(
      `DynamoDB Local cannot be used: ${local.why}`,
      `${advice} --dynamodb dynalite needs no Java.`,
    );
  }
  const notes = [`DynamoDB Local is not used: ${local.why}.`, ...dynaliteRecipe.notes];
  return startEngine({ ...dynaliteRecipe, notes }, options);
}

type LocalReady =
  | { readonly ready: true; readonly java: string; readonly copy: DynamoDbLocalCopy }
  | { readonly ready: false; readonly why: string };

async function readyLocal(options: EngineOptions, patient: boolean): Promise<LocalReady> {
  const java = await findJava(options.env);
  if (!java.found) return { ready: false, why: java.why };
  const there = findCopy(options);
  const found = there.found ? there : await installCopy(options, patient);
  return found.found ? { ready: true, java: java.command, copy: found.copy } : { ready: false, why: found.why };
}
