import type { Faker } from '@faker-js/faker';
import { faker as sharedEnglish } from '@faker-js/faker/locale/en';
import { faker as sharedKorean } from '@faker-js/faker/locale/ko';

// The package's main entry loads seventy locales; the two that are needed bring the class along as their constructor.
const OwnFaker = sharedEnglish.constructor as typeof Faker;

/** Seeded apart from the dataset: the pools are the same for every random seed, which picks from them. */
export const english: Faker = new OwnFaker({ locale: sharedEnglish.rawDefinitions, seed: 20_250_115 });
export const korean: Faker = new OwnFaker({ locale: sharedKorean.rawDefinitions, seed: 20_250_116 });

/** A pool of `size` texts, built once at load. */
export function pool(size: number, make: (at: number) => string): readonly string[] {
  return Array.from({ length: size }, (_, at) => make(at));
}
