"""What recorded decisions refer to, looked up in the catalogs they were made under."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import orjson

from content_engine.domain.canon import from_canonical
from content_engine.domain.catalog import Catalog, Goal
from content_engine.domain.errors import NotFound
from content_engine.domain.lessons import Lesson
from content_engine.domain.memory import ContentStore
from content_engine.domain.rules import LearningRules
from content_engine.engine.rewards import RewardRule, reward_rule
from content_engine.ranking.content import Described, all_traits, describe


@dataclass
class Lore:
    """What decisions refer to: the goal of a template as it was then, variants described, traits of segments."""

    content: ContentStore
    rules: LearningRules
    current: Catalog
    _goals: dict[str, dict[str, RewardRule]] = field(default_factory=dict)
    _catalogs: dict[str, Catalog | None] = field(default_factory=dict)
    _described: dict[str, Described] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._traits: dict[str, tuple[str, ...]] = {}
        self._take(self.current)

    def _take(self, catalog: Catalog) -> None:
        """Of two catalogs that know something the one taken first counts: the newest."""
        for component in catalog.components:
            for variant in component.variants:
                self._described.setdefault(variant.id, describe(component, variant))
        for segment, traits in all_traits({each.segment_id: each for each in catalog.segments}).items():
            self._traits.setdefault(segment, traits)

    def _older(self, version: str) -> None:
        if version not in self._catalogs:
            try:
                found: Catalog | None = from_canonical(self.content.catalog(version))
            except NotFound:
                found = None
            self._catalogs[version] = found
            if found is not None:
                self._take(found)

    def rule(self, lesson: Lesson) -> RewardRule | None:
        """How a decision is rewarded: by its template's goal when it was made. None when that is nowhere any more."""
        if lesson.catalog_version not in self._goals:
            self._goals[lesson.catalog_version] = self._rules(lesson.catalog_version)
        return self._goals[lesson.catalog_version].get(lesson.template)

    def _rules(self, version: str) -> dict[str, RewardRule]:
        try:
            body = orjson.loads(self.content.catalog(version))
        except NotFound:
            return {each.id: reward_rule(each.goal, self.rules) for each in self.current.templates}
        goals = {each["id"]: Goal.model_validate_json(orjson.dumps(each["goal"])) for each in body["templates"]}
        return {template: reward_rule(goal, self.rules) for template, goal in goals.items()}

    def rule_of(self, outcome: str, window: int) -> RewardRule:
        """The rule for an outcome and a window in milliseconds."""
        return reward_rule(Goal(outcome=outcome, window=timedelta(milliseconds=window)), self.rules)

    def variant(self, name: str, lesson: Lesson) -> Described:
        """A variant described; one that is nowhere any more stands for itself alone."""
        if name not in self._described:
            self._older(lesson.catalog_version)
        component = next((c["component"] for c in lesson.choices if c["variant"] == name), name)
        return self._described.setdefault(name, Described(name, component, "", ()))

    def traits(self, segment: str) -> tuple[str, ...]:
        """The traits of a segment."""
        return self._traits.get(segment, ())
