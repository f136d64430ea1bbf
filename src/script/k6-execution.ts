// What `import … from 'k6/execution'` gives a script.
import { execution } from './execution.ts';

export { instance, scenario, test, vu } from './execution.ts';
export default execution;
