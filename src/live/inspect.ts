/*
 * Node's `util.inspect` and `util.formatWithOptions` where there is no Node. The package lists all
 * properties of what it prints; for a typed array these are its elements, which can be billions of a
 * simulated process. So it is loaded with a function that finds none there.
 */

type Inspect = typeof import('node-inspect-extracted');

function load(): Inspect {
  const { getOwnPropertyDescriptors } = Object;
  Object.getOwnPropertyDescriptors = ((value: object) =>
    ArrayBuffer.isView(value)
      ? {}
      : getOwnPropertyDescriptors(value)) as typeof getOwnPropertyDescriptors;
  try {
    return require('node-inspect-extracted') as Inspect;
  } finally {
    Object.getOwnPropertyDescriptors = getOwnPropertyDescriptors;
  }
}

const loaded = load();

export const inspect: Inspect['inspect'] = loaded.inspect;
export const formatWithOptions: Inspect['formatWithOptions'] = loaded.formatWithOptions;
