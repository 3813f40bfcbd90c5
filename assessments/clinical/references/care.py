"""References on guidelines, work-up, safety, radiotherapy and response: what holds for every bone."""

from assessments.clinical.language.translatable import _

from .reference import ABSTRACT, BOARD, FULLY, NOT_SEEN, PARTLY, SECONDARY, Reference

CARE_REFERENCES = (
    Reference(
        "source",
        _(
            "When do bone metastases need surgery? A text without author or references; its six principles "
            "and ten timings are the frame of this project"
        ),
        "nr2056.blogspot.com, January 2021",
        FULLY,
    ),
    Reference(
        "expert",
        _("bonemet's own expert rule bridging published evidence, not published elsewhere"),
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
    Reference(
        "nice_qs56",
        "NICE QS56. Spinal metastases and metastatic spinal cord compression, quality standard, updated "
        "September 2023: statements 2, 3 and 6",
        "",
        SECONDARY,
    ),
    Reference(
        "endocrine_2023",
        "Endocrine Society. Treatment of hypercalcaemia of malignancy in adults, guideline, 2023: severe "
        "above 14 mg/dL (3.5 mmol/L)",
        "",
        ABSTRACT,
    ),
    Reference(
        "aabb_2015",
        "AABB. Platelet transfusion, guideline, 2015: 50 for major surgery and for lumbar puncture",
        "",
        ABSTRACT,
    ),
    Reference(
        "sir_2019",
        "Society of Interventional Radiology. Bleeding risk, consensus guideline, 2019: platelets of 50, "
        "INR to 1.5-1.8 for procedures of high risk",
        "",
        ABSTRACT,
    ),
    Reference(
        "bsh_2017",
        "British Society for Haematology. Use of platelet transfusions, guideline, 2017",
        "DOI 10.1111/bjh.14423",
        NOT_SEEN,
    ),
    Reference(
        "estro_2022",
        "ESTRO-ACROP. External beam radiotherapy of uncomplicated and of complicated bone metastases, two "
        "guidelines, 2022; known to exist, content not read",
        "",
        NOT_SEEN,
    ),
    Reference(
        "coa_limb_2019",
        "四肢骨转移瘤外科治疗指南 (surgery of metastases of the "
        "limbs, guideline of the Chinese bone oncology group). "
        "中华骨科杂志 2019;39(24):1485-1495; opening read: aims, scope, share of bones",
        "DOI 10.3760/cma.j.issn.0253-2352.2019.24.001",
        PARTLY,
    ),
    Reference(
        "coa_spine_2019",
        "脊柱转移瘤外科治疗指南 (surgery of spinal metastases, guideline of the same group). 中华骨科杂志 "
        "2019;39(12):717-726",
        "",
        ABSTRACT,
    ),
    Reference(
        "china_spine_2023",
        "脊柱转移性肿瘤手术治疗专家共识 (surgery of spinal "
        "metastases, expert consensus). 中国脊柱脊髓杂志 2023;33(4); opening read",
        "",
        PARTLY,
    ),
    Reference(
        "csco_lung_2025",
        "肺癌骨转移临床诊疗路径专家共识 (bone metastases of lung "
        "cancer, expert consensus of CSCO, 2025). 中华肿瘤杂志 "
        "2025;47(12):1152-1165; abstract read: nine recommendations",
        "DOI 10.3760/cma.j.cn112152-20250623-00286",
        ABSTRACT,
    ),
    Reference(
        "post_op_review_2016",
        "Radiotherapy after orthopaedic surgery for bone metastases: systematic review of two studies (64 "
        "and 110 patients), 2016",
        "",
        ABSTRACT,
    ),
    Reference(
        "reamings_2017",
        "Afinowi, et al. Intramedullary reamings for the diagnosis of metastases, 49 patients, 2017",
        "",
        ABSTRACT,
    ),
    Reference(
        "reamings_2021",
        "Reamings (21) against a cup forceps (25) for histology. Int Orthop 2021",
        "",
        ABSTRACT,
    ),
    Reference(
        "reamings_36",
        "Reamings sent to histology, 36 patients. British Orthopaedic Oncology Society, abstract",
        "",
        ABSTRACT,
    ),
    Reference(
        "hurwitz_2014",
        "Hurwitz, et al. Thermal ablation by focused ultrasound against placebo for painful bone "
        "metastases: randomised, 147 patients, 2014",
        "",
        ABSTRACT,
    ),
    Reference(
        "ablation_cement",
        "Ablation with cement for bone metastases: meta-analysis, 661 cases",
        "DOI 10.1007/s10147-023-02458-z",
        ABSTRACT,
    ),
    Reference(
        "cirse_2022",
        "CIRSE. Standards of practice on thermal ablation of bone tumours, 2022; opening read",
        "PMC9018647",
        PARTLY,
    ),
    Reference(
        "cement_outside_spine",
        "Cement outside the spine: systematic review of 30 papers, 652 patients, 761 lesions",
        "PMID 31427218",
        ABSTRACT,
    ),
    Reference(
        "cement_pelvis_44",
        "Cement for 44 metastases of the pelvis: walking and fractures",
        "PMID 30712119",
        ABSTRACT,
    ),
    Reference(
        "density_2018",
        "Bone density and fracture after radiotherapy of spinal metastases: randomised, 60 patients. "
        "Radiat Oncol 2018",
        "DOI 10.1186/s13014-018-1161-4",
        ABSTRACT,
    ),
    Reference(
        "br002",
        "Stereotactic radiotherapy or resection of up to four metastases of breast cancer (NRG-BR002): "
        "randomised, 129 women; two news reports read",
        "",
        SECONDARY,
    ),
    Reference(
        "sabr_comet",
        "Ablative radiotherapy of one to five metastases (SABR-COMET): randomised, 99 patients",
        "PMC7460150",
        ABSTRACT,
    ),
    Reference(
        "few_metastases_2020",
        "Up to three bone metastases lived like a single one: 130 patients. Injury 2020",
        "",
        ABSTRACT,
    ),
    Reference(
        "gainor_buchert",
        "Gainor, Buchert. Healing of 129 pathological fractures; abstract restated",
        "",
        SECONDARY,
    ),
    Reference(
        "schwarzkopf_2019",
        "Schwarzkopf, et al. Bone cement implantation syndrome in 374 cancer patients with a cemented "
        "hip, 2019",
        "PMC7357733",
        ABSTRACT,
    ),
    Reference(
        "atypical_korea",
        "Atypical fracture of the femur in 10,338 users of bisphosphonates, Korea",
        "PMC5773851",
        ABSTRACT,
    ),
    Reference(
        "atypical_asbmr_2014",
        "ASBMR task force. Atypical subtrochanteric and diaphyseal femoral fractures, second report, 2014",
        "",
        SECONDARY,
    ),
    Reference(
        "ladegaard_2023",
        "Ladegaard, et al. Death within 30 days of surgery for metastases of the limbs, 437 operations, 2023",
        "",
        ABSTRACT,
    ),
    Reference(
        "distal_limbs_2021",
        "Metastases of the distal extremities: review. World J Orthop 2021;12:743",
        "PMC8554352",
        ABSTRACT,
    ),
)
