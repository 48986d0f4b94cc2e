import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, VEGALITE_MIME } from '../charts';
import { FIGURE_MIME, PLAYER_MIME } from '../charts/mime';
import { nbgrader } from '../grading/submission';
import {
  joinLines,
  type Notebook,
  type NotebookCell,
  type NotebookOutput,
} from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import { NARROW, narrowed } from './narrow-chart';
import { asShown, NARROW_SVG, widthOf } from './outputs';

/*
 * What the cells of a lesson put out, kept beside its notebook, so that pages are made without
 * running anything. `npm run notebooks` runs the cells and writes the files; a test runs them again.
 */

/** A lesson's outputs by cell, and the sources that they came from. */
export interface StoredOutputs {
  /** Of the sources of all code cells: tells when a lesson was changed and not run. */
  readonly sources: string;
  readonly cells: Readonly<Record<string, readonly NotebookOutput[]>>;
}

/** The file of a lesson's outputs. */
export function outputsFile(lesson: string): string {
  return join(PACKAGE_ROOT, 'notebooks', 'outputs', `${lesson}.json`);
}

/** What an executed notebook put out, as it is kept: no pictures, since charts draw them anew. */
export function outputsOf(notebook: Notebook): StoredOutputs {
  const cells = codeCells(notebook)
    // That an exercise is not solved yet is no news to its reader.
    .filter((cell) => !nbgrader(cell)?.grade && (cell.outputs?.length ?? 0) > 0)
    .map((cell) => [cell.id, cell.outputs!.map(stored)] as const);
  return { sources: fingerprint(notebook), cells: Object.fromEntries(cells) };
}

/** One cell a line, so that a change shows as the cells that it changed. */
export function formatOutputs({ sources, cells }: StoredOutputs): string {
  const lines = Object.entries(cells).map(
    ([id, outputs]) => `${JSON.stringify(id)}: ${JSON.stringify(outputs)}`,
  );
  return `{"sources": "${sources}", "cells": {\n${lines.join(',\n')}\n}}\n`;
}

/**
 * Reads the outputs of a lesson, with the pictures of its charts.
 * @throws Error when the notebook's cells are not those that were run
 */
export function readOutputs(lesson: string, notebook: Notebook): StoredOutputs['cells'] {
  const { sources, cells } = JSON.parse(readFileSync(outputsFile(lesson), 'utf8')) as StoredOutputs;
  if (sources !== fingerprint(notebook))
    throw new Error(`the outputs of ${lesson} are out of step: run npm run notebooks`);
  return Object.fromEntries(
    Object.entries(cells).map(([id, outputs]) => [
      id,
      outputs.map((output) => withPicture(asShown(output))),
    ]),
  );
}

function codeCells(notebook: Notebook): NotebookCell[] {
  return notebook.cells.filter(({ cell_type }) => cell_type === 'code');
}

function fingerprint(notebook: Notebook): string {
  const sources = codeCells(notebook).map(({ id, source }) => [id, source]);
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
}

function stored(output: NotebookOutput): NotebookOutput {
  if (output.output_type === 'stream') return { ...output, text: joinLines(output.text) };
  if (output.output_type === 'error') return output;
  const { 'image/svg+xml': svg, [NARROW_SVG]: narrow, ...rest } = output.data;
  const data = VEGALITE_MIME in rest ? rest : output.data;
  return { output_type: 'display_data', data, metadata: output.metadata };
}

function withPicture(output: NotebookOutput): NotebookOutput {
  if (!('data' in output)) return output;
  const spec = output.data[VEGALITE_MIME] as object | undefined;
  // Players and figures have pictures of their own (still.tsx).
  if (!spec || PLAYER_MIME in output.data || FIGURE_MIME in output.data) return output;
  const pictures: Record<string, string> = { 'image/svg+xml': new Chart(spec, () => '').svg() };
  if (widthOf(pictures['image/svg+xml']!) > NARROW)
    pictures[NARROW_SVG] = new Chart(narrowed(spec) as object, () => '').svg();
  return { ...output, data: { ...output.data, ...pictures } };
}
