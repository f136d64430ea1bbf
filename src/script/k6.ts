// What `import … from 'k6'` gives a script.
import { check, fail } from './check.ts';
import { group } from './group.ts';
import { sleep } from './sleep.ts';

export { check, fail, group, sleep };
export default { check, fail, group, sleep };
