/** A title as the name of a file: `Retries by node` and `csv` make `retries-by-node.csv`; `unnamed` where nothing of it is left. */
export const fileName = (title: string, unnamed: string, ending: string): string =>
  `${
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || unnamed
  }.${ending}`
