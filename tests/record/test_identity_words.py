"""Names, identifiers and dates of birth found in texts: in every script, and nothing of the clinical text."""

import unicodedata

import pytest

from assessments.record.identity_words import IdentityWords


def words(name: str = "", identifier: str = "", born: str = "", keep: str = "") -> IdentityWords:
    return IdentityWords({identifier}, {name}, {born}, frozenset(keep.split()))


NAMES = [
    ("张伟", "患者张伟今日来诊，张伟的家属陪同。", "患者[erased]今日来诊，[erased]的家属陪同。"),
    ("张伟", "张先生诉腰痛，张 伟拒绝手术", "[erased]先生诉腰痛，[erased]拒绝手术"),
    (
        "欧阳 小明",
        "欧阳女士昨日复查，患者小明。欧阳小明签字",
        "[erased]女士昨日复查，患者[erased]。[erased]签字",
    ),
    ("約翰·史密斯", "病人約翰史密斯和約翰·史密斯", "病人[erased]和[erased]"),
    (
        "김 철수",
        "김철수는 통증이 있다. 김씨 내원, 철수 씨",
        "[erased]는 통증이 있다. [erased]씨 내원, [erased] 씨",
    ),
    ("山田 太郎", "山田さんと山田太郎様が来院", "[erased]さんと[erased]様が来院"),
    ("สมชาย ใจดี", "นายสมชายมาพบแพทย์ สมชาย ใจดีปวดหลัง", "นาย[erased]มาพบแพทย์ [erased]ปวดหลัง"),
    (
        "O’Brien, Mary",
        "Mrs O'Brien and O’BRIEN, o‘brien; Mary O'Brien",
        "Mrs [erased] and [erased], [erased]; [erased]",
    ),
    ("Mary O'Brien", "MARY O’Brien phoned; &#x27; O&#x27;Brien", "[erased] phoned; &#x27; [erased]"),
    ("Groß, Anna", "Frau Gross, GROSS und Groß; ANNA GROẞ", "Frau [erased], [erased] und [erased]; [erased]"),
    ("Weiss", "Herr Weiß, Herr weiss", "Herr [erased], Herr [erased]"),
    (
        "Müller-Lüdenscheidt, Jörg",
        "Müller kam, Lüdenscheidt auch, Müller Lüdenscheidt",
        "[erased] kam, [erased] auch, [erased]",
    ),
    ("Jörg Müller", unicodedata.normalize("NFD", "Herr Müller, Jörg"), "Herr [erased]"),
    (unicodedata.normalize("NFD", "Jörg Müller"), "Jörg Müller kam", "[erased] kam"),
    ("Maria Lang", "Ｍａｒｉａ Ｌａｎｇ und Ma\u200bria", "[erased] und [erased]"),
    ("Maria Lang", "患者Maria今日复查", "患者[erased]今日复查"),
    # Ordinary words stay where they have no capital.
    (
        "May Long",
        "A long bone may fracture. Mrs Long said: May 5",
        "A long bone may fracture. Mrs [erased] said: [erased] 5",
    ),
    ("Anna Hand", "left hand; Anna fell on her hand", "left hand; [erased] fell on her hand"),
    ("Al Li", "Al Li phoned; Li's MRI; alcohol, AL 3", "[erased] phoned; Li's MRI; alcohol, AL 3"),
    ("Maria Lang-Beispiel", "Langer Schaft, Marian, Beispiele", "Langer Schaft, Marian, Beispiele"),
]


@pytest.mark.parametrize(("name", "text", "left"), NAMES, ids=[row[0] for row in NAMES])
def test_names_go_and_the_clinical_text_stays(name: str, text: str, left: str) -> None:
    assert words(name).out_of(text, "text") == unicodedata.normalize("NFC", left)


@pytest.mark.parametrize(
    "written",
    [
        "1960-10-03",
        "1960/10/3",
        "1960.10.03",
        "19601003",
        "03101960",
        "3.10.1960",
        "03.10.1960",
        "3. 10. 1960",
        "3/10/1960",
        "10/3/1960",
        "03-10-1960",
        "3.10.60",
        "03/10/60",
        "10/03/60",
        "3 October 1960",
        "3rd of October 1960",
        "October 3, 1960",
        "Oct. 3rd, 1960",
        "3 Oct 1960",
        "3-OCT-1960",
        "1960 Oct 3",
        "3. Oktober 1960",
        "3 octobre 1960",
        "3 de octubre de 1960",
        "1960年10月3日",
        "1960年10月03号",
        "１９６０年１０月３日",
        "1960年十月3日",
        "1960년 10월 3일",
        "3/10/2503",
    ],
)
def test_every_usual_form_of_a_date_of_birth_goes(written: str) -> None:
    text = f"生于{written}，born {written}."
    assert words(born="1960-10-03").out_of(text, "text") == "生于[erased]，born [erased]."
    assert words(born="1960-10-03").out_of({"html": f"<dd>{written}</dd>"}) == {"html": "<dd>[erased]</dd>"}


@pytest.mark.parametrize(
    "other",
    [
        "1960-10-30",
        "13.10.1960",
        "3.11.1960",
        "3.10.1961",
        "3.10.2026",
        "13.10.60",
        "1.3.10.605",
        "October 1960",
    ],
)
def test_other_dates_stay(other: str) -> None:
    assert words(born="1960-10-03").out_of(f"on {other} seen", "text") == f"on {other} seen"


@pytest.mark.parametrize(
    ("identifier", "text", "left"),
    [
        ("MRN-47Q11", "病历号MRN-47Q11的mrn 47q11, MRN47Q11", "病历号[erased]的[erased], [erased]"),
        ("MRN-47Q11", "ＭＲＮ－４７Ｑ１１", "[erased]"),
        ("MRN-47Q11", "MRN-47Q112", "MRN-47Q112"),
        ("T12", "T12 and L3 compressed, patient no. T12", "T12 and L3 compressed, patient [erased]"),
        ("T12", "No T12 lesion; no: T12 spared", "No T12 lesion; no: T12 spared"),
        ("123", "123 mg; #123; 住院号：123", "123 mg; [erased]; 住院[erased]"),
    ],
)
def test_identifiers_go_and_short_ones_only_where_they_are_called_so(
    identifier: str, text: str, left: str
) -> None:
    assert words(identifier=identifier).out_of(text, "text") == left


def test_in_what_was_reported_only_what_is_surely_the_name_goes() -> None:
    report = {
        "lesion": "Left long bone, T12",
        "name": "May Long",
        "signed_by": "May Long",
        "zh": "张伟：骨折",
    }
    known = IdentityWords({"T12"}, {"May Long", "张伟", "Left"}, set())
    assert known.out_of(report) == {
        "lesion": "Left long bone, T12",
        "name": "[erased]",
        "signed_by": "May Long",
        "zh": "[erased]：骨折",
    }


def test_what_goes_is_gathered_to_be_shown() -> None:
    known = words("Maria Lang", "MRN-47Q11")
    known.out_of({"text": "Frau Lang (MRN-47Q11) kam."})
    assert known.gone == [("Lang", "Frau Lang (MRN-47Q11) kam."), ("MRN-47Q11", "Frau Lang (MRN-47Q11) kam.")]


def test_what_may_remain_is_gathered_for_a_person_to_look_at() -> None:
    known = words("Maria Lang-Beispiel", "MRN-4711", born="1960-10-03")
    known.out_of({"text": "langer Schaft, lang; Frau Beispeil; Jahrgang 1960; 4711-A"})
    assert [what for what, _where in known.left] == ["lang", "Beispeil", "1960", "4711"]
    assert known.left[0][1].startswith("langer Schaft, lang; Frau")


def test_a_word_that_is_not_meant_can_be_kept() -> None:
    known = words("May Young", keep="may young")
    assert known.out_of("Young patient. May Young phoned. May walk.", "text") == (
        "Young patient. [erased] phoned. May walk."
    )


def test_nothing_known_takes_nothing_out() -> None:
    assert words().out_of({"text": "Maria 1960-10-03"}) == {"text": "Maria 1960-10-03"}
