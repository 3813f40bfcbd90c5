"""Every paper and guideline once: what it is, where to find it, and how much of it was read."""

from __future__ import annotations

from dataclasses import dataclass

from .words import _


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. `read` says how well its content was verified for this project."""

    key: str
    citation: str
    link: str = ""
    read: str = ""


def _by_key(*references: Reference) -> dict[str, Reference]:
    return {reference.key: reference for reference in references}


ABSTRACT = _("abstract read")
PARTLY = _("read in part")
SECONDARY = _("read through a secondary source; check the original")

REFERENCES = _by_key(
    Reference(
        "source",
        "When do bone metastases need surgery? The text with six principles and ten timings that this "
        "project rests on",
        read=_("read in full"),
    ),
    Reference(
        "expert",
        "bonemet's own bridge between published pieces, not published elsewhere",
        read=_("to be confirmed by a clinical board before use in care"),
    ),
    Reference(
        "mirels_1989",
        "Mirels H. Metastatic disease in long bones. Clin Orthop Relat Res 1989;249:256-264",
        "PMID 2684463",
        ABSTRACT,
    ),
    Reference(
        "damron_2003",
        "Damron TA, Morgan H, Prakash D, et al. Critical evaluation of Mirels' rating system. "
        "Clin Orthop Relat Res 2003;415S:S201-207",
        "PMID 14600611",
        ABSTRACT,
    ),
    Reference(
        "humerus_2023",
        "Predicting pathological fractures at metastatic humeral lesions, 188 patients, 2023",
        "PMID 37123507",
        ABSTRACT,
    ),
    Reference(
        "nov_fracture_risk",
        "Nederlandse Orthopaedische Vereniging. Richtlijn Botmetastasen: prognose fractuurrisico",
        "richtlijnendatabase.nl",
        PARTLY,
    ),
    Reference(
        "van_der_linden_2004",
        "Van der Linden YM, Dijkstra PDS, Kroon HM, et al. Comparative analysis of risk factors. "
        "J Bone Joint Surg Br 2004;86:566-573",
        "PMID 15174555",
        ABSTRACT,
    ),
    Reference(
        "msts_2020",
        "MSTS, ASTRO, ASCO. Treatment of metastatic carcinoma and myeloma of the femur, 2019-2020",
        "orthoguidelines.org",
        PARTLY,
    ),
    Reference(
        "esmo_2020",
        "Coleman R, Hadji P, Body JJ, et al. Bone health in cancer: ESMO guideline. "
        "Ann Oncol 2020;31:1650-1663",
        "DOI 10.1016/j.annonc.2020.07.019",
        SECONDARY,
    ),
    Reference(
        "boast_2022",
        "British Orthopaedic Association. BOAST: management of metastatic bone disease, June 2022",
        "boa.ac.uk",
        PARTLY,
    ),
    Reference(
        "rougraff_1993",
        "Rougraff BT, Kneisl JS, Simon MA. Skeletal metastases of unknown origin. "
        "J Bone Joint Surg Am 1993;75:1276-1281",
        "",
        ABSTRACT,
    ),
    Reference(
        "harrington_1981",
        "Harrington KD. The management of acetabular insufficiency secondary to metastatic disease. "
        "J Bone Joint Surg Am 1981;63:653-664",
        "",
        SECONDARY,
    ),
    Reference(
        "harrington_modern",
        "Modified Harrington reconstruction, 89 cases. Acta Orthop 2020;91:341-346",
        "DOI 10.1080/17453674.2020.1732016",
        ABSTRACT,
    ),
    Reference(
        "fisher_2010",
        "Fisher CG, et al. A novel classification system for spinal instability in neoplastic disease. "
        "Spine 2010;35:E1221-1229",
        "DOI 10.1097/BRS.0b013e3181e16ae2",
        ABSTRACT,
    ),
    Reference(
        "fourney_2011",
        "Fourney DR, et al. Spinal instability neoplastic score: reliability and validity. "
        "J Clin Oncol 2011;29:3072-3077",
        "DOI 10.1200/JCO.2010.34.3897",
        ABSTRACT,
    ),
    Reference(
        "sins_intermediate",
        "Intermediate SINS (7-12), surgery against radiotherapy: systematic review of 1,822 patients",
        "PMID 39742915",
        ABSTRACT,
    ),
    Reference(
        "bilsky_2010",
        "Bilsky MH, et al. Reliability analysis of the epidural spinal cord compression scale. "
        "J Neurosurg Spine 2010;13:324-328",
        "PMID 20809724",
        ABSTRACT,
    ),
    Reference(
        "noms_2013",
        "Laufer I, et al. The NOMS framework. Oncologist 2013;18",
        "DOI 10.1634/theoncologist.2012-0293",
        PARTLY,
    ),
    Reference(
        "nice_ng234",
        "NICE NG234. Spinal metastases and metastatic spinal cord compression, September 2023",
        "ISBN 978-1-4731-5305-9",
        SECONDARY,
    ),
    Reference(
        "patchell_2005",
        "Patchell RA, et al. Direct decompressive surgical resection in the treatment of spinal cord "
        "compression caused by metastatic cancer. Lancet 2005;366:643-648",
        "DOI 10.1016/S0140-6736(05)66954-1",
        ABSTRACT,
    ),
    Reference(
        "rades_tempo",
        "Rades D, et al. Speed of motor deficit and outcome after radiotherapy. "
        "Int J Radiat Oncol Biol Phys 2000;48:1403-1408, and later series",
        "DOI 10.1016/S0360-3016(00)01408-5",
        ABSTRACT,
    ),
    Reference(
        "haematological_epidural",
        "Epidural haematological malignancy, 44 patients",
        "PMC3585643",
        ABSTRACT,
    ),
    Reference(
        "late_decompression",
        "Decompression after more than 48 hours of paralysis, 37 patients, 2024",
        "PMID 39563396",
        ABSTRACT,
    ),
    Reference(
        "rcc_margins",
        "Bone metastases from renal cell carcinoma: survival after surgery, 101 patients. "
        "BMC Musculoskelet Disord 2010;11:145",
        "",
        ABSTRACT,
    ),
    Reference(
        "rcc_no_gain",
        "60 solitary bone metastases of renal cell carcinoma, 2005",
        "PMID 15685074",
        ABSTRACT,
    ),
    Reference(
        "thyroid_resection",
        "Satcher RL, et al. Surgery for bone metastases of thyroid cancer, 41 patients. "
        "Int J Surg Oncol 2012:417086",
        "DOI 10.1155/2012/417086",
        ABSTRACT,
    ),
    Reference(
        "platelets_aabb",
        "Platelet thresholds before surgery (AABB), read in summaries",
        "",
        SECONDARY,
    ),
    Reference(
        "zoledronic_label",
        "Zoledronic acid, prescribing information: corrected calcium of 3.0 mmol/L or more",
        "",
        PARTLY,
    ),
    Reference(
        "katagiri_2014",
        "Katagiri H, Okada R, Takagi T, et al. New prognostic factors and scoring system for patients "
        "with skeletal metastasis. Cancer Med 2014;3:1359-1367",
        "DOI 10.1002/cam4.292",
        SECONDARY,
    ),
    Reference(
        "katagiri_surgical",
        "Ugur E, Doshi H, Wilson S, et al. Can the Katagiri scoring system predict prognosis for "
        "surgically managed patients? Ann Joint, 183 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "bindels_2025",
        "Bindels BJJ, Kuijten RH, Groot OQ, et al. External validation of twelve survival prediction "
        "models for spinal metastases. Spine J 2025;25:1347-1359",
        "DOI 10.1016/j.spinee.2025.01.014",
        ABSTRACT,
    ),
    Reference(
        "bauer_1995",
        "Bauer HCF, Wedin R. Survival after surgery for spinal and extremity metastases. "
        "Acta Orthop Scand 1995;66:143-146",
        "",
        SECONDARY,
    ),
    Reference(
        "leithner_2008",
        "Leithner A, Radl R, Gruber G, et al. Predictive value of seven preoperative prognostic scoring "
        "systems for spinal metastases. Eur Spine J 2008;17:1488-1495",
        "DOI 10.1007/s00586-008-0763-1",
        ABSTRACT,
    ),
    Reference(
        "tokuhashi_2005",
        "Tokuhashi Y, Matsuzaki H, Oda H, Oshima M, Ryu J. A revised scoring system for preoperative "
        "evaluation of metastatic spine tumor prognosis. Spine 2005;30:2186-2191",
        "PMID 16205345",
        ABSTRACT,
    ),
    Reference(
        "tokuhashi_accuracy",
        "Zoccali C, Skoch J, Walter CM, et al. The Tokuhashi score: effectiveness and pitfalls",
        "",
        ABSTRACT,
    ),
    Reference(
        "zeng_2007",
        "Zeng JC, Song YM, Liu H, et al. Predictive value of the revised Tokuhashi score, 447 patients, 2007",
        "DOI 10.3969/j.issn.1672-173x.2007.03.032",
        ABSTRACT,
    ),
    Reference(
        "tomita_2001",
        "Tomita K, Kawahara N, Kobayashi T, et al. Surgical strategy for spinal metastases. "
        "Spine 2001;26:298-306",
        "PMID 11224867",
        SECONDARY,
    ),
    Reference(
        "tomita_217",
        "Tomita score tested in 217 patients. Onkologie 2007;30:414-418",
        "DOI 10.1159/000104491",
        ABSTRACT,
    ),
)
