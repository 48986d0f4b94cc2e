import { KNOBS, PLANTED } from '../../src/charts/touch/planted';
import { helps, KNOB } from './knobs';

test.each(['3.8', '3.12', '3.15'])(
  'on %s each service has one knob that helps',
  (python) => {
    for (const [service, name] of PLANTED.entries()) {
      const helped = KNOBS.filter((knob) => helps(python, service, knob));
      expect({ name, helped }).toEqual({ name, helped: [KNOB[name]] });
    }
  },
  300_000,
);
