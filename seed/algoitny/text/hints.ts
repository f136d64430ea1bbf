import type { Random } from 'patternbench';
import { statementText, type Tongue } from './prose.ts';

/** A hint as the site's model gives it, with the steps that lead there. */
export interface Hint {
  level: number;
  title: string;
  content: string;
  steps: readonly { order: number; text: string }[];
  /** When it was generated; says which generation of hints a run holds. */
  generated_at: string;
}

const titles: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['문제 다시 읽기', '접근 방법', '자료 구조 고르기', '반례 찾기', '시간 복잡도 줄이기'],
  en: ['Read it again', 'An approach', 'The right structure', 'A counterexample', 'Fewer steps'],
};

/** Two to four hints, each more telling than the one before, all of one generation. */
export function hintsText(random: Random, generatedAt: string): readonly Hint[] {
  const tongue: Tongue = random.chance(0.7) ? 'ko' : 'en';
  return Array.from(
    { length: random.between(2, 4) },
    (_, at): Hint => ({
      level: at + 1,
      title: random.one(titles[tongue]),
      content: statementText(random, tongue, random.between(160, 420)),
      steps: Array.from({ length: random.between(1, 3) }, (_, step) => ({
        order: step + 1,
        text: statementText(random, tongue, random.between(80, 160)),
      })),
      generated_at: generatedAt,
    }),
  );
}
