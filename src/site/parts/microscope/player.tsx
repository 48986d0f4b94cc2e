import type { Address } from './address';
import { Transport } from './transport';
import type { PlayerState } from './use-player';
import { type Panel, View } from './view';

export interface PlayerProps {
  readonly player: PlayerState;
  readonly address: Address;
  /** What is shown beside the program. */
  readonly panels: readonly Panel[];
  change(by: Partial<Address>): void;
}

/** Back, play, step; what happened; the program, and the pictures beside it. */
export function Player({ player, address, panels, change }: PlayerProps) {
  const { run, moment, otherMoment, at } = player;
  if (!run || !moment) return null;
  return (
    <>
      <Transport
        run={run.facts}
        at={at}
        playing={player.playing}
        pace={player.pace}
        stride={player.stride}
        onGo={player.go}
        onPlay={player.play}
        onPace={player.setPace}
        onStride={player.setStride}
      />
      <View
        address={address}
        run={run}
        other={player.second.kind === 'open' ? player.second.run : undefined}
        moment={moment}
        otherMoment={otherMoment}
        panels={panels}
        go={player.go}
        change={change}
      />
    </>
  );
}
