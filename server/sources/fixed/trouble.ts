/** What is wrong with the operator's file of sources, in one line that names the place and never a value of the file. */
export class FixedFileTrouble extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FixedFileTrouble'
  }
}
