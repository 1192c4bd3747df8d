/// The style sheet of a report: one column to read, tables that scroll by themselves on a phone,
/// and paper.
package enum ReportStyle {
  static let css = """
    :root { color-scheme: light dark; \(ReportPalette.light.properties) }
    @media (prefers-color-scheme: dark) { :root { \(ReportPalette.dark.properties) } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--background); color: var(--text);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
    h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-top: .75rem;
      border-top: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
    p { margin: .5rem 0; }
    .subtitle { font-size: 1.1rem; margin: 0 0 1rem; color: var(--muted); }
    dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem;
      margin: .5rem 0; }
    dt { color: var(--muted); }
    dd { margin: 0; }
    blockquote { margin: .5rem 0; padding: .5rem .75rem; background: var(--panel);
      border-left: 3px solid var(--rule); white-space: pre-wrap; }
    figure { margin: .75rem 0 1rem; }
    figcaption { color: var(--muted); font-size: .92rem; margin-bottom: .25rem; }
    .wide { overflow-x: auto; }
    .wide:focus-visible { outline: 2px solid var(--up); outline-offset: 2px; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem;
      font-variant-numeric: tabular-nums; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
      border-bottom: 1px solid var(--rule); overflow-wrap: normal; }
    th { font-weight: 600; }
    thead th { color: var(--muted); vertical-align: bottom; }
    tbody th { font-weight: 500; min-width: 6rem; }
    td:last-child, th:last-child { padding-right: 0; }
    .number { text-align: right; }
    .number, .short, .chart .figure { white-space: nowrap; }
    .number + :not(.number) { padding-left: .5rem; }
    .long { min-width: 12rem; }
    .chart td.space { width: 50%; min-width: 6rem; }
    .chart .figure { text-align: right; }
    .bar { display: block; width: 100%; min-width: 3.5rem; height: .7rem; margin: .3rem 0 .1rem;
      background: var(--panel); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    .bar .up { fill: var(--up); }
    .bar .down { fill: var(--down); }
    .bar .mark { fill: var(--text); }
    .bar .middle { stroke: var(--muted); vector-effect: non-scaling-stroke; }
    ol, ul { margin: .5rem 0; padding-left: 1.5rem; }
    ol li { margin: .4rem 0; }
    li .line { display: block; color: var(--muted); }
    footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--rule);
      color: var(--muted); font-size: .88rem; }
    @media (max-width: 36rem) {
      h1 { font-size: 1.4rem; }
      dl { grid-template-columns: 1fr; gap: 0; }
      dd { margin-bottom: .4rem; }
      .chart td.space { width: 35%; }
    }
    @media print {
      :root { color-scheme: light; \(ReportPalette.light.properties) }
      main { max-width: none; padding: 0; }
      .wide { overflow: visible; }
      h2, h3 { break-after: avoid; }
      tr, li, blockquote { break-inside: avoid; }
    }
    """
}
