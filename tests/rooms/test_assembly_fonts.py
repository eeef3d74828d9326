"""E-mails fetch nothing."""

from __future__ import annotations

from content_engine.assembly.layout import compile_layout
from content_engine.assembly.message import RenderContext, render_message
from content_engine.domain.catalog import Goal, Layout, Slot, Template
from content_engine.testing import a_brand


def test_no_font_is_fetched() -> None:
    """A layout in a font that MJML knows an address for names the font and loads nothing."""
    source = (
        "<mjml><mj-body><mj-section><mj-column><mj-text font-family='Roboto, Ubuntu'>Hello {{ unsubscribe_url }}"
        "</mj-text></mj-column></mj-section></mj-body></mjml>"
    )
    template = Template(
        id="t",
        channel="web",
        stage="any",
        goal=Goal(outcome="clicked", window="P7D"),  # type: ignore[arg-type]
        slots=(Slot(name="body", kinds=("hero",), min=0),),
        layout=Layout(mjml=source),
    )
    layout = compile_layout(template, brand=a_brand())
    html = render_message(layout, "web", {}, RenderContext("d0", "en", "https://example.com/u"))["html"]
    assert "Roboto" in html
    assert "fonts.googleapis" not in html
    assert "<link" not in html
    assert "@import" not in html
