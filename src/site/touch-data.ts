import type { FigureData } from '../charts/touch/measure';
import type { DeckData } from '../quiz/deck';

/** What a page needs to show something that its reader drives: a figure, or a deck of cards. */
export type TouchData = FigureData | DeckData;
