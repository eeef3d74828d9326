"""What a browser says of pages that hold strangers' words: what could act, which forms there are, and what did act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import BrowserContext, Page

ACTING = r"""(pages) => pages.map(([html, isMessage]) => {
  const ours = (where) => /^(\/studio(\/|\?|#|$)|#|\?)/.test(where);
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const never = ['base', 'object', 'embed', 'applet', 'frame', 'frameset', 'marquee', 'svg', 'math', 'video', 'audio',
    'template'];
  const acts = /^on|^hx-(on|vals|vars|headers)/, where = ['href', 'src', 'action', 'formaction', 'background', 'data'];
  const runs = (name, value) => acts.test(name) || where.includes(name) && /^\s*(javascript|vbscript):/i.test(value);
  const named = ['viewport', 'color-scheme', 'csrf', 'htmx-config'];
  const wrong = (one) => {
    const tag = one.localName, given = (name) => one.getAttribute(name) || '';
    if (never.includes(tag) || one instanceof HTMLUnknownElement) return true;
    if (one.getAttributeNames().some((name) => runs(name, one.getAttribute(name)))) return true;
    if (tag === 'meta' && /refresh/i.test(given('http-equiv'))) return true;
    if (isMessage) return ['script', 'iframe', 'form', 'input', 'button'].includes(tag);
    if (['b', 'i'].includes(tag) && one.getAttributeNames().some((name) => /^(hx|data)-/.test(name))) return true;
    if (tag === 'style' || one.hasAttribute('style') || one.hasAttribute('srcdoc')) return true;
    if (tag === 'meta') return !one.hasAttribute('charset') && !named.includes(given('name'));
    if (tag === 'iframe') return !one.hasAttribute('sandbox') || !ours(given('src') || '#') || given('sandbox') !== '';
    if (['script', 'link', 'img'].includes(tag)) return !(given('src') || given('href')).startsWith('/studio/static/');
    return [...where, 'hx-get', 'hx-post'].some((name) => one.hasAttribute(name) && !ours(given(name)));
  };
  return [...doc.querySelectorAll('*')].filter(wrong).map((one) => one.outerHTML.slice(0, 300));
})"""

FORMS = r"""(html) => [...new DOMParser().parseFromString(html, 'text/html').forms].flatMap((form) => {
  const named = [...form.elements].filter((one) => one.name && one.name !== 'csrf');
  const fields = named.map((one) => [one.name, one.value]);
  const actions = [...form.querySelectorAll('[formaction]')].map((one) => one.getAttribute('formaction'));
  return [form.getAttribute('action') || '', ...actions].map((action) => (
    {method: form.getAttribute('method') || 'get', action: action.split('?')[0], fields}));
})"""

CANARY = r"""
window.canary = [];
const asked = () => [...document.querySelectorAll('[data-confirm]')].map((one) => one.dataset.confirm);
for (const name of ['alert', 'prompt', 'print', 'open']) window[name] = (what) => canary.push([name, String(what)]);
window.confirm = (what) => { if (!asked().includes(what)) canary.push(['confirm', what]); return false; };
document.addEventListener('securitypolicyviolation', (told) => canary.push(['policy', told.violatedDirective]));
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((one) => {
  const foreign = one.localName === 'script' && !(one.getAttribute('src') || '').startsWith('/studio/static/');
  if (foreign) canary.push(['script', one.outerHTML]);
}))).observe(document, {childList: true, subtree: true});
"""


class Canary:
    """Watches a window: what ran, what a policy had to stop, and requests that left the site."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url, self.sung = context, url, list[Any]()
        context.add_init_script(CANARY)
        context.on("request", lambda asked: self._left(asked.url))
        context.on("dialog", lambda told: (self.sung.append(["dialog", told.message]), told.dismiss()))
        context.on("console", lambda told: self._said(told.text))

    def _left(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "about:")):
            self.sung.append(["request", url])

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.sung.append(["console", text])

    def after(self, page: Page) -> None:
        """Asks what happened on a page until now."""
        self.sung += page.evaluate("() => window.canary")


def acting(page: Page, answers: Iterable[tuple[str, bool]], many: int = 40) -> list[str]:
    """What could act in documents, each told with whether it is a message. A real parser reads them."""
    found: list[str] = []
    waiting = [list(one) for one in answers]
    for start in range(0, len(waiting), many):
        found += [one for each in page.evaluate(ACTING, waiting[start : start + many]) for one in each]
    return found
