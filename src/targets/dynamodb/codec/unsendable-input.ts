/** An input that no request can be made of: the program's own mistake, found before anything is sent. */
export class UnsendableInput extends Error {
  override readonly name = 'UnsendableInput';
}
