import type { FigureData } from '../../../charts/touch/measure';
import { DiagnosisFigure } from './diagnosis';
import { ForkFigure } from './fork';
import { GraphFigure } from './graph';
import { LayersFigure } from './layers';
import { PoolFigure } from './pool';
import { RequestFigure } from './request';
import { SizesFigure } from './sizes';
import { SurvivorsFigure } from './survivors';
import type { Ask } from './use-measured';

export interface TouchFigureProps {
  readonly data: FigureData;
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
    case 'fork':
      return <ForkFigure data={data} ask={ask} />;
    case 'request':
      return <RequestFigure data={data} ask={ask} />;
    case 'diagnosis':
      return <DiagnosisFigure data={data} ask={ask} />;
    case 'sizes':
      return <SizesFigure data={data} ask={ask} />;
    default:
      return <GraphFigure data={data} ask={ask} />;
  }
}
