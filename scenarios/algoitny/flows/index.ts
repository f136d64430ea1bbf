import { codeExecution, hint } from './execution.ts';
import { registration } from './registration.ts';
import { browse, loginByEmail, loginByGoogle, planChoice, review, search } from './visit.ts';

/** All flows; `flowRates` says how many of each make up a person's day. */
export const flows = [
  codeExecution,
  hint,
  registration,
  loginByEmail,
  loginByGoogle,
  browse,
  search,
  review,
  planChoice,
] as const;
