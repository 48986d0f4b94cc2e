import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { Island } from '../parts/island';
import { TopBarPart, type TopBarProps } from '../parts/topbar';

/** What every page knows of the site. */
export interface SiteFacts {
  readonly version: string;
  /** Where the project lives, and where mistakes are reported. */
  readonly repository: string;
  readonly issues: string;
  /** Files of the bundle, by the name of their entry. */
  readonly assets: { readonly main: string; readonly theme: string; readonly style: string };
}

export interface ShellProps {
  readonly facts: SiteFacts;
  readonly title: string;
  readonly description: string;
  readonly bar: TopBarProps;
  /** Style sheets of this page alone, by their names in assets. */
  readonly styles?: readonly string[];
  /** Inside of the page itself, where it does not know the way to the files of the site. */
  readonly inside?: Inside;
  readonly children: ComponentChildren;
}

export interface Inside {
  readonly style: string;
  readonly script: string;
}

/** Scripts and everything else come from the site alone; nothing is evaluated in the page. @param script one that is in it */
const policy = (script: string | undefined): string =>
  [
    "default-src 'none'",
    `script-src 'self'${script === undefined ? '' : ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

export function Shell({
  facts,
  title,
  description,
  bar,
  styles = [],
  inside,
  children,
}: ShellProps) {
  const { root } = bar;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policy(inside?.script)} />
        <title>{title === 'Heaplab' ? title : `${title} · Heaplab`}</title>
        <meta name="description" content={description} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#10151b" />
        {inside ? (
          <>
            <link rel="icon" href="data:," />
            <style dangerouslySetInnerHTML={{ __html: inside.style }} />
            <script dangerouslySetInnerHTML={{ __html: inside.script }} />
          </>
        ) : (
          <Files root={root} styles={styles} {...facts.assets} />
        )}
      </head>
      <body data-root={root} data-version={facts.version}>
        <Island name="TopBar" props={bar}>
          <TopBarPart {...bar} />
        </Island>
        {children}
        <Footer facts={facts} root={root} />
      </body>
    </html>
  );
}

interface FilesProps {
  readonly root: string;
  readonly styles: readonly string[];
}

function Files({ root, styles, main, theme, style }: SiteFacts['assets'] & FilesProps) {
  return (
    <>
      <link rel="icon" href={`${root}assets/logo.svg`} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={`${root}assets/icon-192.png`} />
      <link rel="manifest" href={`${root}manifest.webmanifest`} />
      <link
        rel="preload"
        href={`${root}assets/plex-sans.woff2`}
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
      <link rel="stylesheet" href={`${root}assets/${style}`} />
      {styles.map((name) => (
        <link key={name} rel="stylesheet" href={`${root}assets/${name}`} />
      ))}
      <script src={`${root}assets/${theme}`} />
      <script type="module" src={`${root}assets/${main}`} />
    </>
  );
}

function Footer({ facts, root }: { readonly facts: SiteFacts; readonly root: string }) {
  return (
    <footer class="foot">
      <a href={`${root}lessons/GLOSSARY.html`}>Glossary</a>
      <a href={`${root}claims.html`}>Every claim and its proof</a>
      <a href={`${root}differences.html`}>What differs from CPython</a>
      <a href={facts.repository}>Source</a>
      <span>
        Sizes, addresses and counts are exact. Resident memory is modelled, within 2 percent.
      </span>
      <span>Heaplab {facts.version}</span>
    </footer>
  );
}
