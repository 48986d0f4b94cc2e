import type { Command } from 'commander';
export function addStart(program: Command): void { void program; }
