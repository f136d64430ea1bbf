import { postgresRecipe } from './postgres-recipe.ts';
import type { EngineOptions, RunningEngine } from './running-engine.ts';
import { startEngine } from './start-engine.ts';

/**
 * Starts the embedded PostgreSQL, or joins the one that `engines start` left running. Throws `EnvironmentError` where it cannot,
 * and the signal's reason where that is aborted; then nothing is left running.
 */
export function startPostgres(options: EngineOptions): Promise<RunningEngine> {
  return startEngine(postgresRecipe, options);
}
