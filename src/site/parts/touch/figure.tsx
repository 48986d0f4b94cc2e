import type { TouchData } from '../../touch-data';
import { CardsFigure } from './cards';
import { DiagnosisFigure } from './diagnosis';
import { FolderFigure } from './folder';
import { ForkFigure } from './fork';
import { FreeListFigure } from './freelist';
import { GraphFigure } from './graph';
import { LayersFigure } from './layers';
import { PoolFigure } from './pool';
import { RequestFigure } from './request';
import { SizesFigure } from './sizes';
import { SurvivorsFigure } from './survivors';
import { TracedFigure } from './traced';
import type { Ask } from './use-measured';

export interface TouchFigureProps {
  readonly data: TouchData;
  /** The way to the simulator; none where the page is made. */
  readonly ask?: Ask | undefined;
}

/** A figure that the reader drives; as it begins, it is a picture. */
export function TouchFigure({ data, ask }: TouchFigureProps) {
  switch (data.figure) {
    case 'layers':
      return <LayersFigure data={data} ask={ask} />;
    case 'pool':
      return <PoolFigure data={data} ask={ask} />;
    case 'survivors':
      return <SurvivorsFigure data={data} ask={ask} />;
    case 'cards':
      return <CardsFigure data={data} live={ask !== undefined} />;
    case 'fork':
      return <ForkFigure data={data} ask={ask} />;
    case 'freelist':
      return <FreeListFigure data={data} ask={ask} />;
    case 'request':
      return <RequestFigure data={data} ask={ask} />;
    case 'traced':
      return <TracedFigure data={data} ask={ask} />;
    case 'folder':
      return <FolderFigure data={data} ask={ask} />;
    case 'diagnosis':
      return <DiagnosisFigure data={data} ask={ask} />;
    case 'sizes':
      return <SizesFigure data={data} ask={ask} />;
    default:
      return <GraphFigure data={data} ask={ask} />;
  }
}
