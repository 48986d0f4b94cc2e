/* The search of the index page: words in the lessons' sections and in the glossary. */

const box = document.getElementById('search');
const list = document.getElementById('found');
let entries;

async function load() {
  entries ??= await (await fetch('assets/search.json')).json();
  return entries;
}

async function search() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  list.replaceChildren();
  if (words.length === 0) return;
  const found = (await load()).filter(({ text }) => {
    const low = text.toLowerCase();
    return words.every((word) => low.includes(word));
  });
  for (const { title, url } of found.slice(0, 20)) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = url;
    link.textContent = title;
    item.append(link);
    list.append(item);
  }
  if (found.length === 0) {
    const item = document.createElement('li');
    item.textContent = 'nothing found';
    list.append(item);
  }
}

box.addEventListener('input', () => void search());
