// What `import … from 'k6/data'` gives a script.
import { SharedArray } from './shared-array.ts';

export { SharedArray };
export default { SharedArray };
