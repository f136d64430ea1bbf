/** Languages that people submit in, with their shares of runs and of solutions. */
export const languageShares = {
  python: 0.42,
  cpp: 0.27,
  java: 0.16,
  javascript: 0.08,
  kotlin: 0.03,
  go: 0.02,
  rust: 0.02,
} as const;

export type Language = keyof typeof languageShares;
export const languages = Object.keys(languageShares) as readonly Language[];
