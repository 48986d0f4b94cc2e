import { loadLessons } from '../../src/grading/lessons';
import { proveSolutions } from './solutions';

proveSolutions(loadLessons());
