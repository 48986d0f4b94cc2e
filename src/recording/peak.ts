/**
 * A peak whose arenas stay, and a cycle: the program that the pages begin with, and that tests and benchmarks of
 * recordings run.
 */
export const PEAK = `import gc

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
gc.collect()`;
