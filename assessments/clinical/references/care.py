"""References on guidelines, work-up, safety, radiotherapy and response: what holds for every bone."""

from assessments.clinical.language.translatable import _

from .reference import ABSTRACT, BOARD, FULLY, NOT_SEEN, PARTLY, SECONDARY, Reference

CARE = (
    Reference(
        "source",
        _(
            "When do bone metastases need surgery? The text with six principles and ten timings that this "
            "project rests on"
        ),
        "",
        FULLY,
    ),
    Reference(
        "expert",
        _("bonemet's own bridge between published pieces, not published elsewhere"),
        "",
        BOARD,
    ),
    Reference(
        "msts_2020",
        "MSTS, ASTRO, ASCO. Treatment of metastatic carcinoma and myeloma of the femur, 2019-2020",
        "orthoguidelines.org",
        PARTLY,
    ),
    Reference(
        "esmo_2020",
        "Coleman R, Hadji P, Body JJ, et al. Bone health in cancer: ESMO guideline. Ann Oncol "
        "2020;31:1650-1663",
        "DOI 10.1016/j.annonc.2020.07.019",
        SECONDARY,
    ),
    Reference(
        "astro_2017",
        "Lutz S, Balboni T, Jones J, et al. Palliative radiation therapy for bone metastases: ASTRO "
        "update. Pract Radiat Oncol 2017;7:4-12",
        "DOI 10.1016/j.prro.2016.08.001",
        PARTLY,
    ),
    Reference(
        "astro_2024",
        "Alcorn S, Cortes AA, Bradfield L, et al. External beam radiation therapy for symptomatic "
        "bone metastases: ASTRO guideline. Pract Radiat Oncol 2024",
        "PMID 38788923",
        PARTLY,
    ),
    Reference(
        "boast_2022",
        "British Orthopaedic Association. BOAST: management of metastatic bone disease, June 2022",
        "boa.ac.uk",
        PARTLY,
    ),
    Reference(
        "boos_2015",
        "BOOS, BOA. Metastatic bone disease: a guide to good practice, 2015 revision",
        "",
        NOT_SEEN,
    ),
    Reference(
        "harvie_2013",
        "Harvie P, Whitwell D. Metastatic bone disease: guidelines. Bone Joint Res 2013;2:96-101",
        "DOI 10.1302/2046-3758.26.2000154",
        PARTLY,
    ),
    Reference(
        "bmj_2021",
        "Downie S, Bryden E, Perks F, Simpson AHRW. Diagnosis and referral of adults with suspected "
        "bony metastases. BMJ 2021;372:n98",
        "",
        PARTLY,
    ),
    Reference(
        "nov_fracture_risk",
        "Nederlandse Orthopaedische Vereniging. Richtlijn Botmetastasen: prognose fractuurrisico",
        "richtlijnendatabase.nl",
        PARTLY,
    ),
    Reference(
        "nov_surgery",
        "Nederlandse Orthopaedische Vereniging. Richtlijn Botmetastasen: type chirurgie",
        "richtlijnendatabase.nl",
        PARTLY,
    ),
    Reference(
        "nov_embolisation",
        "Nederlandse Orthopaedische Vereniging. Richtlijn Botmetastasen: preoperatieve embolisatie",
        "richtlijnendatabase.nl",
        PARTLY,
    ),
    Reference(
        "dutch_2010",
        "van de Sande MAJ, Bramer JAM, Jutte PC, et al. Diagnostiek en behandeling van botmetastasen. "
        "Ned Tijdschr Geneeskd 2010;154:A2125",
        "",
        PARTLY,
    ),
    Reference(
        "rougraff_1993",
        "Rougraff BT, Kneisl JS, Simon MA. Skeletal metastases of unknown origin. J Bone Joint Surg "
        "Am 1993;75:1276-1281",
        "",
        ABSTRACT,
    ),
    Reference(
        "takagi_2015",
        "Takagi T, Katagiri H, Kim Y, et al. Skeletal metastases of unknown primary. PLoS One "
        "2015;10:e0129428",
        "",
        ABSTRACT,
    ),
    Reference(
        "boom_2023",
        "Archer JE, Chauhan GS, Dewan V, et al. BOOM audit of metastatic bone disease. Bone Joint J "
        "2023;105-B:1115-1122",
        "DOI 10.1302/0301-620X.105B10.BJJ-2023-0443.R1",
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
        "payne_1973",
        "Payne RB, et al. Interpretation of serum calcium in patients with abnormal serum proteins. "
        "BMJ 1973;4:643-646",
        "",
        SECONDARY,
    ),
    Reference(
        "vte_2018",
        "Groot OQ, Ogink PT, Janssen SJ, et al. Venous thromboembolism after surgery for long bone "
        "metastases. Clin Orthop Relat Res 2018;476:2052-2061",
        "DOI 10.1097/CORR.0000000000000463",
        ABSTRACT,
    ),
    Reference(
        "vte_nailing_2015",
        "Venous thromboembolism after nailing, 287 patients. J Bone Joint Surg Am 2015;97:1503-1511",
        "DOI 10.2106/JBJS.N.01067",
        ABSTRACT,
    ),
    Reference(
        "whole_implant_2021",
        "Rosen DB, Haseltine JM, Bartelstein M, et al. Postoperative radiotherapy over the whole "
        "implant. Adv Radiat Oncol 2021;6:100756",
        "DOI 10.1016/j.adro.2021.100756",
        ABSTRACT,
    ),
    Reference(
        "gillespie_2024",
        "Gillespie EF, Yang JC, Mathis NJ, et al. Prophylactic radiotherapy of high-risk asymptomatic "
        "bone metastases. J Clin Oncol 2024;42:38-46",
        "DOI 10.1200/JCO.23.00753",
        ABSTRACT,
    ),
    Reference(
        "oligometastatic_2020",
        "Lievens Y, Guckenberger M, Gomez D, et al. Defining oligometastatic disease: ESTRO-ASTRO "
        "consensus. Radiother Oncol 2020;148:157-166",
        "PMID 32388150",
        ABSTRACT,
    ),
    Reference(
        "embolisation_long_bone",
        "Geraets SEW, Bos PK, van der Stok J. Preoperative embolization in surgical treatment of long "
        "bone metastasis. EFORT Open Rev 2020;5:17-25",
        "DOI 10.1302/2058-5241.5.190013",
        ABSTRACT,
    ),
    Reference(
        "embolisation_2014",
        "Pazionis TJC, Papanastassiou ID, Maybody M, Healey JH. Embolization of hypervascular bone "
        "metastases: case-control. Clin Orthop Relat Res 2014;472:3179-3187",
        "DOI 10.1007/s11999-014-3734-3",
        ABSTRACT,
    ),
    Reference(
        "embolisation_timing_2021",
        "Scheduling surgery after embolisation, renal cell carcinoma. Diagn Interv Radiol, November 2021",
        "",
        ABSTRACT,
    ),
    Reference(
        "embolisation_counter_2022",
        "More bleeding after embolisation in limb fixation for renal cell carcinoma, 2022",
        "PMID 36435893",
        ABSTRACT,
    ),
    Reference(
        "serlin_1995",
        "Serlin RC, Mendoza TR, Nakamura Y, et al. When is cancer pain mild, moderate or severe? Pain "
        "1995;61:277-284",
        "",
        ABSTRACT,
    ),
    Reference(
        "chow_pain_bone",
        "Chow E, Ding K, Parulekar WR, et al. Revisiting classification of pain from bone metastases "
        "as mild, moderate, or severe",
        "",
        ABSTRACT,
    ),
    Reference(
        "endpoints_2012",
        "Chow E, Hoskin P, Mitera G, et al. International consensus on palliative radiotherapy "
        "endpoints. Int J Radiat Oncol Biol Phys 2012;82:1730-1737",
        "DOI 10.1016/j.ijrobp.2011.02.008",
        ABSTRACT,
    ),
    Reference(
        "present_2018",
        "van der Velden JM, van der Linden YM, Versteeg AL, et al. Effectiveness of palliative "
        "radiotherapy (PRESENT). J Radiat Oncol 2018;7:325-333",
        "PMC6290653",
        ABSTRACT,
    ),
    Reference(
        "mda_criteria",
        "Costelloe CM, Chuang HH, Madewell JE, Ueno NT. Cancer response criteria and bone metastases: "
        "RECIST 1.1, MDA and PERCIST. J Cancer 2010;1:80-92",
        "DOI 10.7150/jca.1.80",
        ABSTRACT,
    ),
    Reference(
        "pcwg3",
        "Prostate Cancer Clinical Trials Working Group 3. J Clin Oncol 2016;34:1402-1418",
        "PMC4872347",
        ABSTRACT,
    ),
    Reference(
        "ecog_kps_2010",
        "Ma C, Bandukwala S, Burman D, et al. Interconversion of three measures of performance "
        "status. Eur J Cancer 2010;46:3175-3183",
        "PMID 20674334",
        ABSTRACT,
    ),
    Reference(
        "ecog_kps_2018",
        "Prasad KT, Kaur H, Muthu V, et al. Interconversion of two commonly used performance tools. "
        "World J Clin Oncol 2018;9:140-147",
        "PMC6230919",
        ABSTRACT,
    ),
)
