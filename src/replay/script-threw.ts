/** A user's own code threw while the load ran: a scenario's function or a pattern's program (exit code 107). */
export class ScriptThrew extends Error {
  override readonly name = 'ScriptThrew';
}
