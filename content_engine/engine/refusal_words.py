"""Why nothing was said, or not this, in words for people: a sentence for each code of the closed lists."""

from __future__ import annotations

from collections.abc import Mapping

from content_engine.domain.refusals import LoserCode, RefusalCode

REFUSED: Mapping[RefusalCode, str] = {
    "contract.unknown_segment": "no segment that the subject is in allows this message",
    "contract.wrong_version": "the segment was assigned under another version of its contract",
    "contract.expired": "the segment assignment had expired",
    "contract.stale": "the segment assignment was too old",
    "contract.low_confidence": "the segment was assigned with too little confidence",
    "contract.too_few_events": "the segment was assigned on too little behaviour",
    "contract.channel": "the segment's contract does not allow this channel",
    "contract.region": "it is not sent in the subject's region",
    "consent.missing": "there is no consent for the channel, or it was revoked",
    "consent.do_not_disturb": "the subject wants to hear nothing",
    "quiet_hours": "it was night or another quiet hour where the subject is",
    "cap.user": "the subject had enough messages in that time",
    "cap.account": "the subject's account had enough messages in that time",
    "cap.channel": "there were enough messages on this channel in that time",
    "cap.template": "there were enough messages of this kind in that time",
    "cap.component": "the texts that were left had been said often enough",
    "cap.claim": "the claims that were left had been made often enough",
    "gap.channel": "a message on another channel came too short a time before",
    "suppressed.account_owner": "the account's owner takes care of this subject",
    "suppressed.rule": "a rule keeps it back",
    "priority.outranked": "another message had priority",
    "holdout.silent": "the subject is in the share that gets nothing, so that the effect of messages can be measured",
    "uplift.negative": "saying nothing was probably better",
    "content.none": "there is no approved text that fits",
    "content.guard": "the text broke a rule once it was filled in",
    "template.unknown": "there is no such template",
    "template.not_approved": "the template is not approved",
}
LOST: Mapping[LoserCode, str] = {
    "content.state": "not approved",
    "content.valid": "not valid at that time",
    "content.locale": "in another language",
    "content.segment": "for other segments",
    "content.condition": "its condition does not hold",
    "content.attribute": "needs something that is not known of the subject",
    "content.fact": "its fact does not hold",
    "content.length": "too long for the slot",
    "cap.component": "said often enough",
    "cap.claim": "its claim was made often enough",
}


def refused(code: str) -> str:
    """A refusal in words; a code of another version as it is."""
    return {str(known): words for known, words in REFUSED.items()}.get(code, code)


def lost(code: str) -> str:
    """Why a candidate was out, in words; a code of another version as it is."""
    return {str(known): words for known, words in LOST.items()}.get(code, code)
