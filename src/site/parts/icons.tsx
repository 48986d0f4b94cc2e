/* Small pictures that say done, how far, right and wrong. */

export function DoneMark({ done }: { readonly done: boolean }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {done ? (
        <>
          <circle cx="7" cy="7" r="7" fill="var(--ink)" />
          <path d="M3.6 7.3l2.4 2.4 4.4-5" fill="none" stroke="var(--paper)" stroke-width="1.7" />
        </>
      ) : (
        <circle cx="7" cy="7" r="6.2" fill="none" stroke="var(--faint)" stroke-width="1.4" />
      )}
    </svg>
  );
}

/** How far: a ring that fills, and a tick at the end. */
export function Ring({ part, size = 26 }: { readonly part: number; readonly size?: number }) {
  const label = part >= 1 ? 'done' : part > 0 ? `${Math.round(part * 100)} percent` : 'not started';
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" role="img" aria-label={label}>
      {part >= 1 ? (
        <>
          <circle cx="13" cy="13" r="11" fill="var(--ink)" />
          <path d="M7.5 13.5l4 4 7.5-8.5" fill="none" stroke="var(--paper)" stroke-width="2.4" />
        </>
      ) : (
        <>
          <circle cx="13" cy="13" r="9.5" fill="none" stroke="var(--rule)" stroke-width="3.4" />
          {part > 0 && (
            <circle
              cx="13"
              cy="13"
              r="9.5"
              fill="none"
              stroke="var(--ink)"
              stroke-width="3.4"
              stroke-dasharray={`${(part * 59.7).toFixed(1)} 80`}
              transform="rotate(-90 13 13)"
            />
          )}
        </>
      )}
    </svg>
  );
}

export function Right({ right }: { readonly right: boolean }) {
  return (
    <svg viewBox="0 0 15 15" role="img" aria-label={right ? 'right' : 'wrong'}>
      <path
        d={right ? 'M2 8l4 4L13 3' : 'M3 3l9 9m0-9l-9 9'}
        fill="none"
        stroke={right ? 'var(--good)' : 'var(--accent)'}
        stroke-width="2"
      />
    </svg>
  );
}

export function SearchIcon() {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <circle cx="7.5" cy="7.5" r="5.2" fill="none" stroke="currentColor" stroke-width="1.7" />
      <path d="M11.4 11.4l5 5" stroke="currentColor" stroke-width="1.7" />
    </svg>
  );
}
