import { type Entity, entity, type World } from 'patternbench';
import { iso, jobCreatedMs, operationMs, ordinalAt } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import type { Language } from '../languages.ts';
import { type Platform, platformOf, problemNumberOf } from '../platforms.ts';
import { jobCount } from '../population.ts';
import { programText } from '../text/code.ts';
import { problem } from './problem.ts';

export const jobTypes = ['script_generation', 'problem_extraction'] as const;
export type JobType = (typeof jobTypes)[number];
export const jobStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'] as const;
export type JobStatus = (typeof jobStatuses)[number];

export interface JobKeys {
  jobId: number;
  platform: Platform;
  /** The problem's number on its platform. */
  problemId: string;
  jobType: JobType;
  status: JobStatus;
  celeryTaskId: string;
  createdAt: string;
  updatedAt: string;
}

export interface JobRest {
  title: string;
  problemUrl: string;
  tags: readonly string[];
  solutionCode: string | null;
  language: Language | null;
  constraints: string;
  generatorCode: string | null;
  errorMessage: string | null;
}

export type Job = JobKeys & JobRest & { readonly i: number };

/** Every fifth job is still open, or failed and may be tried again; the workload's updates (22) move only these. */
const openEvery = 5;
const openPlace = 2;

function isOpen(i: number): boolean {
  return i % openEvery === openPlace;
}

/** Of twenty jobs two are PENDING, one PROCESSING, one FAILED, the others COMPLETED. */
function firstStatusOf(i: number): JobStatus {
  if (!isOpen(i)) return 'COMPLETED';
  const place = Math.floor(i / openEvery) % 4;
  return place < 2 ? 'PENDING' : place === 2 ? 'PROCESSING' : 'FAILED';
}

const secondsTaken: Readonly<Record<JobStatus, number>> = { PENDING: 0, PROCESSING: 5, COMPLETED: 60, FAILED: 90 };

export const job: Entity<JobKeys, JobRest> = entity({
  name: 'job',
  count: jobCount,
  keys: (world, i): JobKeys => {
    const random = world.random('job', i);
    const about = problemOfJob(world, i);
    const status = i < world.count(job) ? firstStatusOf(i) : 'PENDING';
    const createdMs = jobCreatedMs(world, i);
    return {
      jobId: i + 1,
      platform: platformOf(about),
      problemId: problemNumberOf(about),
      jobType: random.chance(0.6) ? 'script_generation' : 'problem_extraction',
      status,
      celeryTaskId: random.uuid(),
      createdAt: iso(createdMs),
      updatedAt: iso(createdMs + secondsTaken[status] * 1000 + (status === 'PENDING' ? 0 : random.below(30_000))),
    };
  },
  rest: (world, keys): JobRest => {
    const about = world.record(problem, problemOfJob(world, keys.i));
    const outcome = outcomeOf(world, keys.i, keys.status);
    return {
      title: about.title,
      problemUrl: about.problemUrl,
      tags: about.tags,
      solutionCode: about.solutionCode,
      language: about.language,
      constraints: about.constraints,
      generatorCode: outcome.generatorCode,
      errorMessage: outcome.errorMessage,
    };
  },
  indexOf: (record) => indexOfId(record.jobId),
  rising: 'createdAt',
  moves: (world, i) => i >= world.count(job) || isOpen(i),
  stateOf: (world, i, observed) =>
    i >= world.count(job)
      ? registeredState(world, i, observed.status, observed.updatedAt)
      : changedState(world, i, observed.updatedAt),
});

/** i of the problem that a job prepares; a fresh job's is the fresh problem with its number. */
export function problemOfJob(world: World, i: number): number {
  const fresh = i - world.count(job);
  return fresh >= 0 ? world.count(problem) + fresh : world.random('job problem', i).below(world.count(problem));
}

function outcomeOf(world: World, i: number, status: JobStatus): Pick<JobRest, 'generatorCode' | 'errorMessage'> {
  return {
    generatorCode:
      status === 'COMPLETED' ? programText(world.random('generator', i), 'python', 400 + 100 * (i % 12)) : null,
    errorMessage: status === 'FAILED' ? `GenerationError: 테스트 케이스 ${1 + (i % 30)}번 생성 시간 초과` : null,
  };
}

/** A job with another status, its outcome with it. */
function moved(world: World, i: number, status: JobStatus, updatedMs: number): Job {
  return { ...world.record(job, i), status, updatedAt: iso(updatedMs), ...outcomeOf(world, i, status) };
}

/** i of the open job that the operation with this ordinal moves. */
export function jobMovedBy(world: World, ordinal: number): number {
  return (ordinal % openJobs(world)) * openEvery + openPlace;
}

function openJobs(world: World): number {
  return Math.floor((world.count(job) - openPlace + openEvery - 1) / openEvery);
}

const turns: readonly JobStatus[] = ['PROCESSING', 'FAILED', 'PENDING'];

/** What an open job may be when it is moved: whatever moved it before, and in whichever order, this holds. */
export const openStatuses: readonly JobStatus[] = ['PENDING', 'PROCESSING', 'FAILED'];

/** That job as the operation leaves it: taken up, failed, queued again, and so on. */
export function jobAfter(world: World, ordinal: number): Job {
  const status = turns[Math.floor(ordinal / openJobs(world)) % turns.length] ?? 'PENDING';
  return moved(world, jobMovedBy(world, ordinal), status, operationMs(world, ordinal));
}

function changedState(world: World, i: number, updatedAt: unknown): Job | null {
  const ordinal = ordinalAt(world, updatedAt);
  return ordinal === null || jobMovedBy(world, ordinal) !== i ? null : jobAfter(world, ordinal);
}

/** A fresh job as its registration moves it: taken up after 20 seconds, done after a minute. */
export function registeredJob(world: World, i: number, status: 'PROCESSING' | 'COMPLETED'): Job {
  return moved(world, i, status, jobCreatedMs(world, i) + (status === 'PROCESSING' ? 20_000 : 60_000));
}

function registeredState(world: World, i: number, status: unknown, updatedAt: unknown): Job | null {
  if (status !== 'PROCESSING' && status !== 'COMPLETED') return null;
  const state = registeredJob(world, i, status);
  return state.updatedAt === updatedAt ? state : null;
}
