"""What the page of an evaluation adds to the look of reports."""

from __future__ import annotations

from content_engine.reporting.markup import Html

EVALUATION_STYLE = Html("""
h1 .badge { vertical-align: middle; font-size: .9rem; letter-spacing: 0; }
h4 { margin: 0 0 .4rem; color: var(--soft); font-size: .82rem; font-weight: 600; text-transform: uppercase;
  letter-spacing: .05em; }
.badge { display: inline-block; padding: .05rem .5rem; border: 1px solid currentColor; border-radius: 1rem;
  font-size: .78rem; font-weight: 600; white-space: nowrap; color: var(--soft); }
.badge.good { color: var(--plus); } .badge.bad { color: var(--minus); }
.look p { margin: .8rem 0 0; color: var(--soft); } nav.look { margin-top: .4rem; }
nav.look ul { border-top: 0; padding-top: .4rem; }
details.case { margin: .6rem 0; padding: 0; background: var(--card); border: 1px solid var(--faint);
  border-radius: 10px; }
details.case > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .6rem; padding: .6rem 1rem;
  color: var(--ink); font-size: .95rem; }
details.case > summary::before { content: "▸"; color: var(--soft); }
details.case[open] > summary::before { content: "▾"; }
summary .name { font-weight: 600; overflow-wrap: anywhere; } summary .where { color: var(--soft); font-size: .84rem;
  overflow-wrap: anywhere; margin-right: auto; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.4rem; padding: .2rem 1rem 1rem; }
.single { padding: .2rem 1rem 1rem; }
.side { min-width: 0; }
article { margin: 0 0 .9rem; padding-top: .3rem; }
article + article { border-top: 1px dashed var(--faint); padding-top: .8rem; }
dl.text { margin: 0 0 .5rem; } dl.text div { display: flex; gap: .8rem; margin: .15rem 0; }
dl.text dt { flex: none; min-width: 3rem; color: var(--soft); font-size: .82rem; padding-top: .12rem; }
dl.text dd { margin: 0; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: color-mix(in srgb, var(--minus) 22%, transparent); color: inherit; border-radius: 3px;
  box-shadow: 0 0 0 1px color-mix(in srgb, var(--minus) 45%, transparent); }
.violations { margin: .2rem 0 .6rem; padding: 0; list-style: none; font-size: .86rem; }
.violations li { margin: .25rem 0; overflow-wrap: anywhere; }
article table td { font-size: .84rem; padding-top: .25rem; padding-bottom: .25rem; overflow-wrap: anywhere; }
article table td:first-child { width: 6.5rem; } article table td.number { width: 3.5rem; text-align: right; }
article table td:last-child { color: var(--soft); }
.broke { color: var(--minus); overflow-wrap: anywhere; } .soft { color: var(--soft); font-size: .86rem; margin: 0; }
footer p { margin: .3rem 0; overflow-wrap: anywhere; }
@media (max-width: 46rem) { .sides { grid-template-columns: 1fr; } .side + .side { margin-top: .6rem;
  padding-top: .8rem; border-top: 1px solid var(--faint); } }
@media (max-width: 34rem) { details.case { margin-left: -1rem; margin-right: -1rem; border-radius: 0;
  border-left: 0; border-right: 0; } dl.text div { display: block; } }
@media print { details.case { break-inside: avoid; } }
""")
