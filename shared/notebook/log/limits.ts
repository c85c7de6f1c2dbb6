/** How large the parts of a notebook may be, in characters or pieces; beyond them an operation is refused with the limit named. */
export const limits = {
  title: 300,
  text: 100_000,
  steps: 1000,
  queries: 26,
  runs: 200,
  marks: 200,
  mark: 300,
  tags: 50,
  tag: 100,
  followUps: 200,
  followUp: 1000,
  matchers: 50,
  name: 200,
  operations: 1000,
} as const
