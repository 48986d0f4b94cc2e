import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlayerData } from '../../charts/player';
import type { NotebookOutput } from '../../kernel/notebook';
import { descriptionOf, figureOf, outputsHtml, playerOf, specOf } from '../outputs';
import type { TouchData } from '../touch-data';

/** What a cell put out here: charts are live, HTML goes through DOMPurify. */
export function Outputs({ outputs }: { readonly outputs: readonly NotebookOutput[] }) {
  return (
    <div class="outs" aria-live="polite">
      {outputs.map((output, i) => {
        const player = playerOf(output);
        if (player) return <LivePlayer key={i} player={player} />;
        const figure = figureOf(output);
        if (figure) return <LiveFigure key={i} figure={figure} />;
        const spec = specOf(output);
        return spec ? <LiveChart key={i} spec={spec} /> : <Sanitised key={i} output={output} />;
      })}
    </div>
  );
}

function Sanitised({ output }: { readonly output: NotebookOutput }) {
  const raw = outputsHtml([output]);
  const [html, setHtml] = useState('');
  useEffect(() => {
    let current = true;
    void import('../client/sanitise').then(({ sanitise }) => {
      if (current) setHtml(sanitise(raw));
    });
    return () => {
      current = false;
    };
  }, [raw]);
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}

function LivePlayer({ player }: { readonly player: PlayerData }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const figure = place.current!;
    void import('../client/players').then(({ openPlayer }) => openPlayer(figure, player));
    return () => void import('../client/players').then(({ closePlayer }) => closePlayer(figure));
  }, [player]);
  return <figure class="player wide" ref={place} />;
}

function LiveFigure({ figure }: { readonly figure: TouchData }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current!;
    void import('../client/touch').then(({ openFigure }) => openFigure(element, figure));
    return () => void import('../client/touch').then(({ closeFigure }) => closeFigure(element));
  }, [figure]);
  return <figure class="driven wide" ref={place} />;
}

function LiveChart({ spec }: { readonly spec: object }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    if (!element) return;
    void import('../client/charts')
      .then(({ draw }) => draw(element, spec))
      .catch((error: Error) => setProblem(error.message));
  }, [element, spec]);
  return (
    <figure class="chart">
      <div class="picture" role="img" aria-label={descriptionOf(spec)} ref={setElement} />
      {problem && <p class="problem">The chart could not be drawn: {problem}</p>}
    </figure>
  );
}
