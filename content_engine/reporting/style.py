"""How a report page looks: one style sheet, light and dark, from a telephone's width up, and on paper."""

from __future__ import annotations

from content_engine.reporting.markup import Html

STYLE = Html("""
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --card: #ffffff; --ink: #1c2226; --soft: #59636b; --faint: #e6e2da; --hair: #efece6;
  --plus: #1a6b5c; --minus: #a8431b; --unsure: #7b858c;
  --hue0: #1f5fa8; --hue1: #b0521a; --hue2: #1a7a63; --hue3: #8a3f8f; --hue4: #6d6a1c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121518; --card: #191d21; --ink: #e6e8ea; --soft: #9ea8b0; --faint: #2d343a; --hair: #242a2f;
    --plus: #6cc7b0; --minus: #f0a077; --unsure: #929ca4;
    --hue0: #82b4f2; --hue1: #f0a468; --hue2: #6cc7a6; --hue3: #d39bdb; --hue4: #c9c46a;
  }
}
* { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
header, main, footer { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3.5rem; }
.eyebrow { margin: 0; color: var(--soft); font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; }
h1 { margin: .2rem 0 .4rem; font-size: 2rem; line-height: 1.15; font-weight: 650; letter-spacing: -.015em; }
.when { margin: 0 0 1.75rem; color: var(--soft); }
.headline { margin: 0 0 1.5rem; padding: 0; list-style: none; }
.headline li { margin: 0 0 .5rem; }
.headline li:first-child { font-size: 1.3rem; line-height: 1.4; margin-bottom: .9rem; }
h2 { margin: 3.25rem 0 .5rem; padding-bottom: .35rem; border-bottom: 1px solid var(--faint); font-size: 1.35rem;
  line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h3 { margin: 0 0 .3rem; font-size: 1.05rem; font-weight: 600; overflow-wrap: anywhere; }
section.card { margin: 1.25rem 0; padding: 1.35rem 1.4rem 1.2rem; background: var(--card);
  border: 1px solid var(--faint); border-radius: 12px; }
section.card > p { margin: 0 0 .9rem; color: var(--soft); max-width: 44rem; }
nav { margin-top: 1.6rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 0; padding: .8rem 0 0; list-style: none;
  border-top: 1px solid var(--faint); font-size: .92rem; }
a { color: var(--hue0); text-decoration-thickness: 1px; text-underline-offset: 3px; }
figure { margin: 0 0 .6rem; }
figcaption { margin: .3rem 0 0; color: var(--soft); font-size: .86rem; }
svg.plot { display: block; overflow: visible; }
svg.square { max-width: 30rem; }
svg text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.label, svg text.said { paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
svg text.label { fill: var(--ink); font-size: 13px; }
svg text.said { text-anchor: end; font-size: 13px; }
svg text.tick { text-anchor: middle; }
svg text.start { text-anchor: start; }
svg text.end { text-anchor: end; }
.grid { stroke: var(--hair); }
.zero { stroke: var(--soft); stroke-dasharray: 3 3; }
.ideal { stroke: var(--soft); stroke-dasharray: 5 5; }
.whole { stroke-width: 9; opacity: .75; } .whole.plus { stroke: var(--plus); } .whole.minus { stroke: var(--minus); }
.whole.unsure { stroke: var(--unsure); }
.span { stroke-width: 7; stroke-linecap: round; opacity: .32; }
.span.plus, .dot.plus { stroke: var(--plus); } .dot.plus { fill: var(--plus); }
.span.minus, .dot.minus { stroke: var(--minus); } .dot.minus { fill: var(--minus); }
.span.unsure, .dot.unsure { stroke: var(--unsure); }
.dot { stroke-width: 2; } .dot.unsure { fill: var(--card); }
.stroke { fill: none; stroke-width: 2; stroke-linejoin: round; }
.band { opacity: .16; }
.whisker { stroke-width: 2; opacity: .55; }
.point { stroke: var(--card); stroke-width: 1.5; }
.stroke.hue0, .whisker.hue0 { stroke: var(--hue0); } .band.hue0, .point.hue0 { fill: var(--hue0); }
.stroke.hue1, .whisker.hue1 { stroke: var(--hue1); } .band.hue1, .point.hue1 { fill: var(--hue1); }
.stroke.hue2, .whisker.hue2 { stroke: var(--hue2); } .band.hue2, .point.hue2 { fill: var(--hue2); }
.stroke.hue3, .whisker.hue3 { stroke: var(--hue3); } .band.hue3, .point.hue3 { fill: var(--hue3); }
.stroke.hue4, .whisker.hue4 { stroke: var(--hue4); } .band.hue4, .point.hue4 { fill: var(--hue4); }
.stroke.hue1 { stroke-dasharray: 7 4; } .stroke.hue2 { stroke-dasharray: 2 3; }
.stroke.hue3 { stroke-dasharray: 9 3 2 3; } .stroke.hue4 { stroke-dasharray: 4 4; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 0 0 .3rem; padding: 0; list-style: none;
  font-size: .86rem; color: var(--soft); }
.swatch { display: inline-block; width: 1.1rem; margin-right: .4rem; vertical-align: middle; border-top: 2px solid; }
.swatch.hue0 { color: var(--hue0); } .swatch.hue1 { color: var(--hue1); border-top-style: dashed; }
.swatch.hue2 { color: var(--hue2); border-top-style: dotted; } .swatch.hue3 { color: var(--hue3);
  border-top-style: dashed; } .swatch.hue4 { color: var(--hue4); border-top-style: dashed; }
details { margin: .4rem 0 0; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
summary:hover { color: var(--ink); }
.wide { overflow-x: auto; margin: .5rem -.2rem 0; padding: 0 .2rem; }
.wide:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--hue0); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; }
th { padding: .35rem .9rem .35rem 0; color: var(--soft); font-weight: 500; text-align: left; vertical-align: bottom;
  border-bottom: 1px solid var(--faint); }
td { padding: .38rem .9rem .38rem 0; border-bottom: 1px solid var(--hair); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; }
th.number { white-space: normal; }
th:last-child, td:last-child { padding-right: 0; }
.ends { display: block; color: var(--soft); font-size: .8rem; }
.sure.up { color: var(--plus); font-weight: 600; } .sure.down { color: var(--minus); font-weight: 600; }
td .code, .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: .84rem; overflow-wrap: anywhere; }
.notes { margin: .9rem 0 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--faint); color: var(--soft);
  font-size: .9rem; list-style: none; }
.notes li { margin: .3rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: .86rem; }
@media (max-width: 34rem) {
  header { padding-top: 1.75rem; } h1 { font-size: 1.6rem; } .headline li:first-child { font-size: 1.12rem; }
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  svg .rest { display: none; }
  section.card { margin-left: -1rem; margin-right: -1rem; padding: 1.1rem 1rem; border-radius: 0;
    border-left: 0; border-right: 0; }
}
@media print {
  body { background: #fff; } section.card { break-inside: avoid; border: 0; padding: 0; } nav { display: none; }
}
""")
