"""Text that is a template for nobody: without the delimiters of the template languages that may read it after us.

Callers often render our answer once more with their own engine (Liquid, Handlebars, Jinja, ERB, expression languages,
Velocity, Smarty, Freemarker, merge tags), so a value must be inert in all of them, and names that people and companies
carry (AT&T, O'Brien, C#, Yahoo!, 100% Design, $5) must come through unchanged. Braces become round brackets; of two
signs that mean something only together, a blank separates them; `$name` gets the full-width sign.

Sources: the payload collections under tests/data/payloads; Mailchimp merge tags (`*|X|*`), AMPscript (`%%x%%`),
Velocity directives (`#set(`), Blade and Razor (`@(x)`), Thymeleaf inlining (`[[x]]`), RFC 2047 encoded words (`=?…?=`).
"""

from __future__ import annotations

import re
import unicodedata

from content_engine.assembly.filters import percent_encoded

# The one quick look most texts get: none of these means nothing to break in ASCII text.
_SUSPECT = re.compile(r"[\x00-\x1f\x7f{}<>\[\]*%$#@|&\\=?]")
# What most values are: nothing to clean, to break or to trim.
PLAIN = re.compile(r"[A-Za-z0-9.,;:!'\"/()+_-](?:[A-Za-z0-9 .,;:!'\"/()+_-]{0,198}[A-Za-z0-9.,;:!'\"/()+_-])?")
LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\"<>\\^`]+", re.IGNORECASE)

_BLANKS = re.compile(r"\r\n|[\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
# Controls, bidi and format characters, fillers, variation selectors, tags, surrogates, private use, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)

_BRACES = str.maketrans("{}｛｝﹛﹜", "()()()")
_BRACKETS = re.compile(r"\[{2,}|\]{2,}|\[(?=[%#=(@$*/|])|(?<=[%#@$*/|])\]")
_DOLLAR = re.compile(r"\$(?=[A-Za-z_!(\[])")
_ESCAPE = re.compile(r"\\(?=[ux][0-9A-Fa-f]{2}|[0-7]{3})")
_VELOCITY = "(?:set|if|elseif|else|foreach|end|parse|include|evaluate|macro|define|stop|break|return)"
_BLADE = "(?:if|elseif|unless|isset|empty|switch|case|for|foreach|forelse|while|include|each|json|inject)"
_PAIRS = re.compile(
    rf"#(?=[#*(\[@]|[A-Za-z_]\w*\(|{_VELOCITY}\b)"
    rf"|@(?=[(\[])|(?<!\w)@(?=\w+\(|{_BLADE}\s*\(|php\b)"
    r"|<(?=[%#@?/!$A-Za-z(])"
    r"|%(?=[%>\](\[])"
    r"|\*(?=\|)|\|(?=\*)|&(?=#)|=(?=\?)|\?(?==)"
)
# `%NAME%` is a merge tag, but `%C3%A9t%C3%A9` inside a link is a word.
_NAMED = re.compile(r"https?://\S+|%(?=[A-Za-z_]\w*%)")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LIVE_LINK = re.compile(rf"#(?:[#@]|{_VELOCITY}\b)|(?<!\w)@php\b|&#|=\?|\?=")
_LINK_SIGNS = re.compile(r"[{}\[\]()*|$'｛｝﹛﹜]")
_ENCODED = re.compile(r"[{}\[\]()*|$']|[^\x00-\x7f]")


def inert(text: str) -> str:
    """`text` with every template delimiter, merge tag and encoded word broken; unchanged if it has none. Idempotent."""
    if text.isascii() and not _SUSPECT.search(text):
        return text
    text = text.translate(_BRACES)
    text = _BRACKETS.sub(_round, text)
    text = _ESCAPE.sub("/", text)
    text = _DOLLAR.sub("＄", text)
    return _PAIRS.sub(r"\g<0> ", _NAMED.sub(_unnamed, text))


def visible(text: str) -> str:
    """`text` in NFC, without control, bidi and invisible characters; every kind of blank and line end is a space."""
    text = _INVISIBLE.sub("", _BLANKS.sub(" ", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def inert_link(link: str) -> str:
    """`link` with every sign that a template language reads percent-encoded; empty where that is not enough."""
    encoded = link
    if _LINK_SIGNS.search(link):
        # The rest of what is not ASCII too: a mark that follows would join the last letter of `%2A`.
        encoded = _ENCODED.sub(lambda sign: percent_encoded(sign[0]), link)
    encoded = _LONE_PERCENT.sub("%25", encoded)
    return "" if _LIVE_LINK.search(encoded) else encoded


def _unnamed(found: re.Match[str]) -> str:
    return "% " if found[0] == "%" else _LONE_PERCENT.sub("%25", found[0])


def _round(brackets: re.Match[str]) -> str:
    return ("(" if brackets[0][0] == "[" else ")") * len(brackets[0])
