import { dynaliteFace, dynaliteRecipe } from './dynalite-recipe.ts';
import { dynamoDbLocalFace, dynamoDbLocalRecipe } from './dynamodb-local-recipe.ts';
import { notReady, readyDynamoDbLocal } from './ready-dynamodb-local.ts';
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
  const local = await readyDynamoDbLocal(options, choice === 'auto');
  if (local.ready) return startEngine(dynamoDbLocalRecipe(local.java, local.copy), options);
  if (choice === 'local') throw notReady(local);
  const notes = [`DynamoDB Local is not used: ${local.why}.`, ...dynaliteRecipe.notes];
  return startEngine({ ...dynaliteRecipe, notes }, options);
}
