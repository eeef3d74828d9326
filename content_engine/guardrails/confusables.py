"""Letters that look like Latin ones, made from the characters' shapes, and characters that show nothing.

For matching only, never for output. The idea of a skeleton is Unicode UTS #39, section 4.
"""

from __future__ import annotations

_PAIRS = (
    # Cyrillic
    "аa вb гr еe жx зz иu кk лn мm нh оo пn рp сc тt уy хx ьb ѕs іi јj ѵv ѡw һh ҽe ӏl ԁd ԍg ԑe ԛq ԝw өo үy "
    "қk ңh ғf ҫc ԓn "
    "АA ВB ГR ЕE ЖX ЗZ ИU КK МM НH ОO ПN РP СC ТT УY ХX ЬB ЅS ІI ЈJ ѴV ѠW ҺH ӀI ԀD ԌG ԚQ ԜW ӨO ҮY "
    # Greek
    "αa βb γy δd εe ζz ηn ιi κk λl μu νv οo πn ρp ςs σo τt υu φo χx ωw ϲc ϳj ϱp "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ΛA ΣE ϹC ϜF ͿJ "
    # Armenian
    "աw գq զq եt հh ոn ոn սu ցg օo քp յj տs ՕO ՏS ՍU ԼL "
    # Cherokee
    "ᎠD ᎡR ᎢT ᎥI ᎩY ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᎽY ᏀG ᏂH ᏃZ ᏏB ᏒR ᏔW ᏕS ᏙV ᏚS ᏞL ᏟC ᏢP ᏦK ᏧD ᏴB ᏻG "
    # Lisu
    "ꓐB ꓑP ꓒD ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU "
    # Coptic
    "ⲁa ⲃb ⲅr ⲉe ⲏh ⲓi ⲕk ⲙm ⲛn ⲟo ⲣp ⲥc ⲧt ⲩy ⲭx ⲱw ⲀA ⲂB ⲈE ⲎH ⲒI ⲔK ⲘM ⲚN ⲞO ⲢP ⲤC ⲦT ⲨY ⲬX "
    # Deseret, Canadian syllabics, Hebrew, Arabic, Georgian, Devanagari and others with one or two look-alikes each
    "𐐄O 𐐬o 𐐛L 𐐝C ᑌU ᑎN ᑕC ᑭP ᑯd ᒍJ ᒐJ ᒪL ᗅA ᗞD ᗪD ᗷB ᗰM ᖇR ᐯV ᐱA Ꮑn סo ןi וi ﻩo ەo ٥o ০o ๐o ߊi ⵏl ⵔo ⵙo ოo ძd "
)
_LATIN = (
    # letters of Latin alphabets, used every day by somebody
    "øo ØO łl ŁL đd ĐD ħh ĦH ŧt ŦT ıi ȷj ŋn ŊN ðd ÐD ƒf ɓb ɗd ɛe ɔc əe ɣy ɩi ʋv ƙk ƴy ɲn "
)
_PHONETIC = (
    # phonetic and small capital letters, used to draw other letters
    "ɑa ɡg ɪi ʟl ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ᴌl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ꞯq ᴎn ᴙr ǝe ɐa ɹr ɯm ʇt ʌv ʍw "
    "ʎy ɥh ᴉi "
    "ɾr ɟf ƃg ɱm ƚl ɵo ʠq ʂs ʐz ɖd ɕc ɦh ʝj ɭl ɳn ɽr ʈt ɟj ʞk ɘe ꙅs ɿr ᵺt ᵻi ᶃg ᶄk ᶅl ᶆm ᶇn ᶈp ᶉr ᶊs ᶌv ᶍx ᶎz ⱥa ꞎl "
    "ꞓc ꞷw "
)
_SIGNS = "∣l ǀl ⍺a ⍳i ⍴p ⍵w ∨v ℮e ∪u ⊂c ⊤t ⊥t ∩n ϵe ∈e ×x ℓl "

_MARKS = range(0x300, 0x370)
_MORE_MARKS = (*range(0x483, 0x48A), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100))
HIDDEN = "".join(
    (
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\ufeff\uffa0",
        *(chr(c) for c in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))),
        *(chr(c) for c in (*range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), *range(0x1D173, 0x1D17B))),
        *(chr(c) for c in (*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0))),
    )
)
_POINTS = {
    "。": ".",
    "․": ".",
    "ꓸ": ".",
    "۔": ".",
    "∶": ":",
    "꞉": ":",
    "ː": ":",
    "⁄": "/",
    "∕": "/",
    "⧸": "/",
    "∖": "\\",
}
_QUOTES = {**dict.fromkeys("’‘ʼ′`´‛ˈ", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−⁃", "-")}


def _table(text: str) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in text.split()}


def _enclosed() -> dict[str, str]:
    """Regional indicators and white-on-black letters: drawn letters that NFKC leaves alone."""
    starts = (0x1F1E6, 0x1F150, 0x1F170)
    return {chr(start + i): chr(65 + i) for start in starts for i in range(26)}


# Letters of another script that a reader takes for the Latin letter itself, not merely for something like it.
IDENTICAL = frozenset(
    "аеорсухіјѕһӏԁԛԝѵАВЕКМНОРСТУХІЈЅӀԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοϲօոսցհՕՏՍԼ"
    + "".join(pair[0] for pair in _PAIRS.split() if pair[0] >= "Ꭰ")
)
PHONETIC = frozenset(pair[0] for pair in _PHONETIC.split())

SKELETON = str.maketrans(
    {
        **_table(_PAIRS),
        **_table(_LATIN),
        **_table(_PHONETIC),
        **_table(_SIGNS),
        **_enclosed(),
        **_POINTS,
        **_QUOTES,
        **dict.fromkeys(map(chr, (*_MARKS, *_MORE_MARKS))),
        **dict.fromkeys(HIDDEN),
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)
VISIBLE = str.maketrans({**_POINTS, **dict.fromkeys(HIDDEN)})
