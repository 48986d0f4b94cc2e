/* Programs for the microscope: what people report about memory, small enough to step through. */

export interface Example {
  /** Its name in addresses. */
  readonly name: string;
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  readonly source: string;
  /** A second version that shows the difference. */
  readonly beside?: string;
}

export const GALLERY: readonly Example[] = [
  {
    name: 'peak',
    title: 'Memory that stays after a peak',
    look: 'Go to line 5. The list is gone, and yet most of its arenas stay: ten floats keep them.',
    beside: '3.8',
    source: `import gc

prices = [n * 1.5 for n in range(200_000)]
sample = prices[::20_000]
del prices

user = {"name": "guest", "tags": ["new"]}
order = {"id": 1017, "buyer": user}
user["orders"] = [order]
tags = user["tags"]
tags.append("vip")

del user, order
del sample
gc.collect()`,
  },
];
