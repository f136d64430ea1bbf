import { type Entity, entity, type World, zipf } from 'patternbench';
import { iso, problemCreatedMs } from '../clock.ts';
import { indexOfId } from '../identity.ts';
import { type Language, languageShares } from '../languages.ts';
import { type Platform, platformOf, problemNumberOf, problemUrl } from '../platforms.ts';
import { problemCount } from '../population.ts';
import { codeText } from '../text/code.ts';
import { constraintsText, type Tongue, titleText } from '../text/prose.ts';

export interface ProblemKeys {
  internalId: number;
  platform: Platform;
  problemId: string;
  title: string;
  /** Of the solution; a draft has none. */
  language: Language | null;
  isCompleted: boolean;
  isDeleted: boolean;
  createdAt: string;
}

export interface ProblemRest {
  problemUrl: string;
  tags: readonly string[];
  solutionCode: string | null;
  constraints: string;
  deletedAt: string | null;
  deletedReason: string | null;
  metadata: { execution_count: number; difficulty: string };
  updatedAt: string;
}

const tags = [
  'dp', 'greedy', 'graph', 'bfs', 'dfs', 'math', 'implementation', 'strings', 'binary search', 'two pointers', 'trees',
  'geometry', 'bitmask', 'segment tree', '구현', '수학', '그래프 이론', '다이나믹 프로그래밍', '자료 구조', '브루트포스',
] as const; // biome-ignore format: one list
const difficulties = { Bronze: 25, Silver: 35, Gold: 27, Platinum: 10, Diamond: 3 } as const;
const steps = ['V', 'IV', 'III', 'II', 'I'] as const;
const reasons = ['duplicate of another problem', '저작권 요청으로 삭제', '테스트 케이스 오류'] as const;

/** Half of Baekjoon's problems are told in Korean, all of Programmers', none of the others'. */
function tongueOf(platform: Platform, i: number): Tongue {
  return platform === 'programmers' || (platform === 'baekjoon' && i % 2 === 0) ? 'ko' : 'en';
}

export const problem: Entity<ProblemKeys, ProblemRest> = entity({
  name: 'problem',
  count: problemCount,
  /** People follow the same lists and lectures: the most popular of 2,500 problems gets 8 % of the requests. */
  popularity: zipf(0.9),
  keys: (world, i): ProblemKeys => {
    const random = world.random('problem', i);
    const platform = platformOf(i);
    const isCompleted = random.chance(0.85);
    const isDeleted = random.chance(0.03) && i < world.count(problem);
    const language = random.weighted(languageShares);
    return {
      internalId: i + 1,
      platform,
      problemId: problemNumberOf(i),
      title: titleText(random, tongueOf(platform, i)),
      language: isCompleted ? language : null,
      isCompleted,
      isDeleted,
      createdAt: iso(problemCreatedMs(world, i)),
    };
  },
  rest: (world, keys): ProblemRest => restOf(world, keys),
  indexOf: (record) => indexOfId(record.internalId),
  rising: 'createdAt',
});

function restOf(world: World, keys: ProblemKeys & { readonly i: number }): ProblemRest {
  const random = world.random('problem rest', keys.i);
  const createdMs = Date.parse(keys.createdAt);
  const updatedMs = createdMs + Math.floor(random.fraction() * Math.max(0, world.asOfMs - createdMs));
  const first = random.below(tags.length);
  return {
    problemUrl: problemUrl(keys.platform, keys.problemId),
    tags: Array.from({ length: random.between(1, 4) }, (_, at) => tags[(first + at * 7) % tags.length] ?? 'dp'),
    solutionCode: keys.language === null ? null : codeText(random, keys.language),
    constraints: constraintsText(random, tongueOf(keys.platform, keys.i)),
    deletedAt: keys.isDeleted ? iso(updatedMs) : null,
    deletedReason: keys.isDeleted ? random.one(reasons) : null,
    metadata: {
      execution_count: Math.floor(random.logNormal(120, 1.2)),
      difficulty: `${random.weighted(difficulties)} ${random.one(steps)}`,
    },
    updatedAt: iso(updatedMs),
  };
}
