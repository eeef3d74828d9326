"""Briefs, prompts and what comes back of them. Pure: the gateway, another room, carries the words.

brief   = brief(catalog, component, segment=…, facts=…, passages=…, good=…, bad=…)
prompt  = select(tasks, "variant@production")
asked   = ask(prompt, brief, models)
drafts  = parse(gateway.complete(asked), brief)
judged  = [judge(draft, brief, check=…, ground=…, duplicates=…) for draft in drafts]
again   = reask(prompt, brief, models, failed)
"""

from __future__ import annotations

from content_engine.generation.asking import ask, inputs_of, reask
from content_engine.generation.attributes import Admitted, admit
from content_engine.generation.briefs import MAX_PER_ASK, Brief, Example, brief
from content_engine.generation.chunking import chunks, title_of
from content_engine.generation.judges import ask_judge, ask_pair, judge_inputs
from content_engine.generation.judging import Check, Duplicates, Ground, Judged, judge
from content_engine.generation.parsing import Draft, parse
from content_engine.generation.policy import policy_version
from content_engine.generation.prompting import PromptError, prompt_errors, render, select

__all__ = [
    "MAX_PER_ASK",
    "Admitted",
    "Brief",
    "Check",
    "Draft",
    "Duplicates",
    "Example",
    "Ground",
    "Judged",
    "PromptError",
    "admit",
    "ask",
    "ask_judge",
    "ask_pair",
    "brief",
    "chunks",
    "inputs_of",
    "judge",
    "judge_inputs",
    "parse",
    "policy_version",
    "prompt_errors",
    "reask",
    "render",
    "select",
    "title_of",
]
