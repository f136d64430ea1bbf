import { EnvironmentError } from './environment-error.ts';

/** Does work in the cache folder. What the file system refuses comes out as an `EnvironmentError` that names the folder. */
export async function inCache<Result>(cache: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const advice = 'Is there room, and may patternbench write there? PATTERNBENCH_CACHE names another folder.';
    throw new EnvironmentError(`the cache folder ${cache} cannot be used: ${error.message}`, advice, { cause: error });
  }
}

const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EIO', 'EMFILE'];

function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && refusals.includes(String(error.code));
}
