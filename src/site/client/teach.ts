import { h, render } from 'preact';
import { TeachPart } from '../parts/teach';
import { cutIntoSheets } from './sheets';

/** Turns a lesson's page into slides. */
export async function openSlides(): Promise<void> {
  const text = document.querySelector('main .text');
  const heading = document.querySelector('main h1');
  if (!text || !heading) return;
  await style();
  document.documentElement.classList.add('teach');
  const sheets = cutIntoSheets(text, { id: heading.id, title: heading.textContent ?? '' });
  const place = document.createElement('div');
  document.body.append(place);
  render(h(TeachPart, { sheets }), place);
}

/** Loads what no reader's page needs. */
function style(): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `${document.body.dataset.root ?? ''}assets/teach.css`;
  return new Promise((ready) => {
    link.onload = link.onerror = () => ready();
    document.head.append(link);
  });
}
