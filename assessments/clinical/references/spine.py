"""References on the spine and the nerves."""

from .reference import ABSTRACT, NOT_SEEN, PARTLY, SECONDARY, Reference

SPINE_REFERENCES = (
    Reference(
        "fisher_2010",
        "Fisher CG, et al. A novel classification system for spinal instability in neoplastic "
        "disease. Spine 2010;35:E1221-1229",
        "DOI 10.1097/BRS.0b013e3181e16ae2",
        ABSTRACT,
    ),
    Reference(
        "fourney_2011",
        "Fourney DR, et al. Spinal instability neoplastic score: reliability and validity. J Clin "
        "Oncol 2011;29:3072-3077",
        "DOI 10.1200/JCO.2010.34.3897",
        ABSTRACT,
    ),
    Reference(
        "sins_radiation_2014",
        "Fisher CG, et al. Reliability of SINS among radiation oncologists. Radiat Oncol 2014;9:69",
        "",
        ABSTRACT,
    ),
    Reference(
        "versteeg_2016",
        "Versteeg AL, et al. Effect of introducing SINS in routine practice. Oncologist 2016;21:95-101",
        "DOI 10.1634/theoncologist.2015-0266",
        ABSTRACT,
    ),
    Reference(
        "sins_fracture_2021",
        "Lee CH, et al. Is SINS accurate and reliable in predicting vertebral compression fractures? "
        "J Korean Neurosurg Soc 2021;64:4-12",
        "DOI 10.3340/jkns.2020.0105",
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
        "Bilsky MH, et al. Reliability analysis of the epidural spinal cord compression scale. J "
        "Neurosurg Spine 2010;13:324-328",
        "PMID 20809724",
        ABSTRACT,
    ),
    Reference(
        "escc_radiopaedia",
        "Radiopaedia. Epidural spinal cord compression scale (revised 2024)",
        "radiopaedia.org",
        PARTLY,
    ),
    Reference(
        "escc_deficit",
        "Twelve-grade epidural compression scale and neurological grade, 330 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "escc_radiosurgery",
        "Spinal radiosurgery by grade of epidural compression, 149 regions",
        "PMC6790856",
        ABSTRACT,
    ),
    Reference(
        "cauda_scale_2025",
        "Metastatic epidural cauda equina compression scale, AANS 2025 abstract",
        "",
        ABSTRACT,
    ),
    Reference(
        "noms_2010",
        "NOMS review, 2010 (Memorial Sloan Kettering)",
        "",
        ABSTRACT,
    ),
    Reference(
        "noms_2013",
        "Laufer I, Rubin DG, Lis E, et al. The NOMS framework. Oncologist 2013;18",
        "DOI 10.1634/theoncologist.2012-0293",
        PARTLY,
    ),
    Reference(
        "noms_2020",
        "Newman WC, Laufer I, Bilsky MH. Neurologic, Oncologic, Mechanical, and Systemic and other "
        "decision frameworks. Neurosurg Clin N Am 2020;31:151-166",
        "DOI 10.1016/j.nec.2019.11.005",
        ABSTRACT,
    ),
    Reference(
        "noms_2023",
        "Newman WC, Larsen AG, Bilsky MH. The NOMS approach to metastatic tumors. Rev Esp Cir Ortop "
        "Traumatol 2023;67:487-499",
        "",
        ABSTRACT,
    ),
    Reference(
        "wfns_2024",
        "WFNS Spine Committee. Delphi consensus on spinal metastases, 2024",
        "PMID 39673659",
        ABSTRACT,
    ),
    Reference(
        "ao_radiosensitivity",
        "AO Surgery Reference. Metastatic tumours of the spine: radiosensitivity",
        "aofoundation.org",
        PARTLY,
    ),
    Reference(
        "bilsky_2011",
        "Bilsky MH, et al. Spinal radiosurgery: a neurosurgical perspective. J Radiosurg SBRT 2011;1:47-54",
        "PMC5658900",
        PARTLY,
    ),
    Reference(
        "nice_ng234",
        "NICE NG234. Spinal metastases and metastatic spinal cord compression, September 2023",
        "ISBN 978-1-4731-5305-9",
        SECONDARY,
    ),
    Reference(
        "nice_cg75",
        "NICE CG75. Metastatic spinal cord compression, November 2008 (superseded)",
        "",
        SECONDARY,
    ),
    Reference(
        "mscc_pathway",
        "A UK hospital pathway for metastatic spinal cord compression, based on NG234, in transcription",
        "",
        SECONDARY,
    ),
    Reference(
        "bmj_mscc",
        "Al-Qurainy R, Collis E. Metastatic spinal cord compression. BMJ 2016;353:i2539; and BMJ Best "
        "Practice",
        "PMID 27199232",
        PARTLY,
    ),
    Reference(
        "patchell_2005",
        "Patchell RA, et al. Direct decompressive surgical resection in the treatment of spinal cord "
        "compression caused by metastatic cancer. Lancet 2005;366:643-648",
        "DOI 10.1016/S0140-6736(05)66954-1",
        ABSTRACT,
    ),
    Reference(
        "chi_2009",
        "Chi JH, et al. Selecting treatment for metastatic cord compression: does age matter? Spine "
        "2009;34:431-435",
        "DOI 10.1097/BRS.0b013e318193a25b",
        ABSTRACT,
    ),
    Reference(
        "klimo_meta",
        "Klimo P, et al. Meta-analysis of surgery and radiotherapy for metastatic spinal disease",
        "PMC1871618",
        ABSTRACT,
    ),
    Reference(
        "sorensen_1994",
        "Sorensen PS, et al. High-dose dexamethasone in metastatic cord compression. Eur J Cancer "
        "1994;30A:22-27",
        "PMID 8142159",
        ABSTRACT,
    ),
    Reference(
        "vecht_1989",
        "Vecht CJ, et al. Initial bolus of dexamethasone in metastatic cord compression. Neurology "
        "1989;39:1255-1257",
        "PMID 2771077",
        ABSTRACT,
    ),
    Reference(
        "scorad_2019",
        "Hoskin PJ, et al. SCORAD: single-fraction or multifraction radiotherapy. JAMA 2019;322:2084-2094",
        "DOI 10.1001/jama.2019.17913",
        ABSTRACT,
    ),
    Reference(
        "rades_tempo",
        "Rades D, et al. Speed of motor deficit and outcome after radiotherapy. Int J Radiat Oncol "
        "Biol Phys 2000;48:1403-1408, and later series",
        "DOI 10.1016/S0360-3016(00)01408-5",
        ABSTRACT,
    ),
    Reference(
        "rades_2007",
        "Rades D, et al. Prognostic factors in 1,852 patients irradiated for cord compression. Int J "
        "Radiat Oncol Biol Phys 2007;67:1506-1509",
        "PMID 17275201",
        ABSTRACT,
    ),
    Reference(
        "quraishi_2013",
        "Quraishi NA, et al. Effect of timing of surgery on neurological outcome. Eur Spine J "
        "2013;22:1383-1388",
        "DOI 10.1007/s00586-012-2635-y",
        ABSTRACT,
    ),
    Reference(
        "timing_2018",
        "Does timing of surgery influence recovery from metastatic cord compression? 2018",
        "PMID 29600414",
        ABSTRACT,
    ),
    Reference(
        "late_decompression",
        "Decompression after more than 48 hours of paralysis, 37 patients, 2024",
        "PMID 39563396",
        ABSTRACT,
    ),
    Reference(
        "pending_paralysis",
        "Decompression for complete motor paralysis, 28 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "emergency_spine_2024",
        "Kanda Y, et al. Emergency surgery for spinal metastases. Neurospine 2024;21:314-327",
        "DOI 10.14245/ns.2347012.506",
        ABSTRACT,
    ),
    Reference(
        "van_tol_2020",
        "Van Tol FR, et al. The importance of timely treatment. Eur Spine J 2020;29:3170-3178",
        "DOI 10.1007/s00586-020-06599-x",
        ABSTRACT,
    ),
    Reference(
        "dea_2020",
        "Dea N, et al. Short life expectancy: should surgery be denied? Neurosurgery 2020;87:303-311",
        "DOI 10.1093/neuros/nyz472",
        ABSTRACT,
    ),
    Reference(
        "gstsg_extremes",
        "Operated patients who lived under 3 months or over 2 years, 1,266 patients (GSTSG)",
        "",
        ABSTRACT,
    ),
    Reference(
        "walking_operated",
        "101 operated patients: who walked afterwards",
        "PMC7138774",
        PARTLY,
    ),
    Reference(
        "remaining_systemic",
        "Remaining systemic options in operated spinal metastases, 100 patients, 2012-2016",
        "PMC6712380",
        ABSTRACT,
    ),
    Reference(
        "haematological_epidural",
        "Epidural haematological malignancy, 44 patients",
        "PMC3585643",
        ABSTRACT,
    ),
    Reference(
        "cauda_76",
        "Metastatic cauda equina compression, 76 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "cauda_signs",
        "Cauda equina syndrome in the emergency department: review",
        "",
        ABSTRACT,
    ),
    Reference(
        "frankel_scales",
        "Frankel, ASIA impairment scale and MRC grades, as restated in reference works",
        "",
        SECONDARY,
    ),
    Reference(
        "cafe_2011",
        "Berenson J, et al. Balloon kyphoplasty in cancer patients (CAFE). Lancet Oncol 2011;12:225-235",
        "DOI 10.1016/S1470-2045(11)70008-0",
        ABSTRACT,
    ),
    Reference(
        "cement_wall_2021",
        "Perez JL, et al. Kyphoplasty with posterior wall disruption. Int J Spine Surg 2021;15:353",
        "",
        ABSTRACT,
    ),
    Reference(
        "percutaneous_101",
        "Percutaneous pedicle screws for unstable spinal metastases, 101 patients. Ann Surg Oncol",
        "PMC4889628",
        ABSTRACT,
    ),
    Reference(
        "percutaneous_40",
        "Percutaneous stabilisation with or without decompression, 40 patients",
        "PMC5902997",
        ABSTRACT,
    ),
    Reference(
        "separation_2013",
        "Laufer I, et al. Separation surgery followed by radiosurgery, 186 patients. J Neurosurg "
        "Spine 2013;18:207-214",
        "PMID 23339593",
        ABSTRACT,
    ),
    Reference(
        "postop_sbrt_2013",
        "Al-Omair A, et al. Stereotactic radiotherapy after decompression, 80 patients. Neuro-Oncol "
        "2013;15:1413-1419",
        "DOI 10.1093/neuonc/not101",
        ABSTRACT,
    ),
    Reference(
        "sbrt_fracture_2013",
        "Sahgal A, et al. Vertebral compression fracture after stereotactic radiotherapy. J Clin "
        "Oncol 2013;31:3426-3431",
        "DOI 10.1200/JCO.2013.50.1411",
        ABSTRACT,
    ),
    Reference(
        "kowalchuk_2022",
        "Kowalchuk RO, Johnson-Tesch BA, Marion JT, et "
        "al. Development and assessment of a predictive score "
        "for vertebral compression fracture after SBRT. JAMA Oncol 2022",
        "SNO abstract RADT-10",
        ABSTRACT,
    ),
    Reference(
        "kowalchuk_938",
        "Fracture after stereotactic radiotherapy, 938 vertebral bodies. AANS meeting, 2025",
        "",
        SECONDARY,
    ),
    Reference(
        "sc24_2021",
        "Sahgal A, et al. SC.24: stereotactic or conventional radiotherapy for painful spinal "
        "metastases. Lancet Oncol 2021",
        "DOI 10.1016/S1470-2045(21)00196-0",
        ABSTRACT,
    ),
    Reference(
        "rtog_0631",
        "Ryu S, et al. RTOG 0631: radiosurgery or conventional radiotherapy. JAMA Oncol 2023;9:800-807",
        "DOI 10.1001/jamaoncol.2023.0356",
        ABSTRACT,
    ),
    Reference(
        "wounds_ghogawala",
        "Ghogawala Z, et al. Spinal radiation before surgical decompression",
        "",
        ABSTRACT,
    ),
    Reference(
        "wounds_2021",
        "Wound complications after spinal stabilisation, 237 patients. BMC Surg 2021;21:423",
        "DOI 10.1186/s12893-021-01431-9",
        ABSTRACT,
    ),
    Reference(
        "radiotherapy_interval",
        "Timing of radiotherapy and surgery in spinal metastases: survey",
        "PMC6046325",
        ABSTRACT,
    ),
    Reference(
        "radiotherapy_delayed",
        "Delayed postoperative radiotherapy of spinal metastases. Radiat Oncol 2021",
        "DOI 10.1186/s13014-020-01740-y",
        ABSTRACT,
    ),
    Reference(
        "embolisation_spine_timing",
        "Yuh WT, et al. Time from embolisation to surgery: meta-analysis. J Korean Neurosurg Soc "
        "2023;66:438-445",
        "DOI 10.3340/jkns.2022.0204",
        ABSTRACT,
    ),
    Reference(
        "embolisation_spine_2021",
        "Gong Y, et al. Embolisation of spinal metastases: meta-analysis. Front Oncol 2021",
        "DOI 10.3389/fonc.2020.597476",
        ABSTRACT,
    ),
    Reference(
        "embolisation_angiograms",
        "228 angiograms of spinal tumours: vascularity and embolisation",
        "PMC3806015",
        ABSTRACT,
    ),
    Reference(
        "atlantoaxial_19",
        "Posterior fixation of atlantoaxial metastases, 19 patients",
        "PMID 12650401",
        ABSTRACT,
    ),
    Reference(
        "rustagi_2019",
        "Rustagi T, et al. Occipitocervical fixation for metastases, 29 patients. J Craniovertebr "
        "Junction Spine 2019;10:119-126",
        "DOI 10.4103/jcvjs.JCVJS_29_19",
        ABSTRACT,
    ),
    Reference(
        "sacrum_2012",
        "Metastatic sacral tumours: review. Eur Spine J 2012;21:1984-1993",
        "DOI 10.1007/s00586-012-2394-9",
        ABSTRACT,
    ),
    Reference(
        "sacrum_2021",
        "Sun M, et al. Surgery of sacral metastases, 73 patients. Front Oncol 2021",
        "DOI 10.3389/fonc.2021.640933",
        ABSTRACT,
    ),
    Reference(
        "en_bloc_2022",
        "Kato S, et al. En bloc spondylectomy of isolated metastases, 124 patients. Cancers 2022;14:2852",
        "DOI 10.3390/cancers14122852",
        ABSTRACT,
    ),
    Reference(
        "en_bloc_2019",
        "Ohashi M, et al. En bloc spondylectomy, 18 patients. Asian Spine J 2019",
        "DOI 10.31616/asj.2018.0145",
        ABSTRACT,
    ),
    Reference(
        "en_bloc_sbrt_2023",
        "En bloc spondylectomy matched with stereotactic radiotherapy, 2023. Cancers",
        "DOI 10.3390/cancers15235518",
        ABSTRACT,
    ),
    Reference(
        "en_bloc_rcc_2020",
        "Ptashnikov D, et al. Metastasectomy for renal cell carcinoma of the spine, 100 patients. Int "
        "J Spine Surg 2020;14:982",
        "",
        ABSTRACT,
    ),
    Reference(
        "bresolin_2024",
        "Bresolin, et al. Timing of surgery for metastatic cord compression: meta-analysis of seven "
        "studies. Medicina 2024;60:631",
        "DOI 10.3390/medicina60040631",
        ABSTRACT,
    ),
    Reference(
        "spain_2026",
        "Multidisciplinary expert opinion on metastatic cord compression (Spain). Clin Transl Oncol 2026",
        "DOI 10.1007/s12094-026-04345-1",
        ABSTRACT,
    ),
    Reference(
        "zijlstra_2025",
        "Zijlstra, et al. Surgery or radiotherapy for myeloma with epidural compression, 247 patients. "
        "Global Spine J 2025",
        "",
        ABSTRACT,
    ),
    Reference(
        "myeloma_2022",
        "Unstable myeloma fractures of the spine, 28 matched pairs. J Korean Neurosurg Soc 2022;65(2)",
        "",
        ABSTRACT,
    ),
    Reference(
        "rades_matched_2010",
        "Rades D, et al. Surgery with radiotherapy (108) against radiotherapy alone (216), matched. J "
        "Clin Oncol 2010;28:3597",
        "",
        ABSTRACT,
    ),
    Reference(
        "rades_matched_2011",
        "Rades D, et al. The same for unfavourable tumours, 67 and 134 matched patients, 2011",
        "",
        ABSTRACT,
    ),
    Reference(
        "rades_matched_2022",
        "Rades D, et al. The same, 79 matched pairs. Cancers 2022;14:1260",
        "",
        ABSTRACT,
    ),
    Reference(
        "corset_2015",
        "Corset or none in 915 patients irradiated for 2,195 spinal metastases. BMC Cancer 2015",
        "DOI 10.1186/s12885-015-1797-5",
        ABSTRACT,
    ),
    Reference(
        "cochrane_brace_2015",
        "Bracing in metastatic cord compression: Cochrane review, 2015 (no study found)",
        "CD007609",
        ABSTRACT,
    ),
    Reference(
        "sins_7_12_2025",
        "SINS 7 to 12: review of 10 studies, 1,546 patients. World Neurosurg 2025",
        "S1878-8750(25)00910-6",
        ABSTRACT,
    ),
    Reference(
        "sins_place",
        "Which items of SINS predict fracture: 21 studies, 2,118 patients",
        "PMC7819788",
        ABSTRACT,
    ),
    Reference(
        "scoot_2026",
        "SCOOT: modified Delphi of 24 experts on surgery of spinal metastases. J Spine Surg 2026;12:41",
        "",
        ABSTRACT,
    ),
    Reference(
        "ao_2025",
        "AO Spine Knowledge Forum Tumor. Enhanced recovery and separation surgery, recommendations. "
        "Global Spine J 2025",
        "21925682251352442",
        ABSTRACT,
    ),
    Reference(
        "carbon_spine",
        "Carbon-fibre or titanium screws in spinal tumours: systematic review, 326 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "carbon_radiosurgery",
        "Carbon-fibre or titanium screws before radiosurgery, 83 segments",
        "PMC12182295",
        ABSTRACT,
    ),
    Reference(
        "dutch_spine_2018",
        "Bollen L, et al. The Dutch national guideline on metastases of the spine. Eur J Cancer "
        "2018;104:81-90; first page read",
        "",
        PARTLY,
    ),
    Reference(
        "imwg_2021",
        "Terpos, et al. Treatment of multiple myeloma-related bone disease (IMWG). Lancet Oncol "
        "2021;22:e119-e130; known to exist",
        "",
        NOT_SEEN,
    ),
    Reference(
        "imwg_cement_2019",
        "IMWG consensus on cement augmentation in myeloma. Blood Cancer J 2019;9:27; known to exist",
        "",
        NOT_SEEN,
    ),
    Reference(
        "canal_review",
        "Vertebral augmentation in cancer with a compromised canal: technology review, table 34",
        "PMC4902848",
        ABSTRACT,
    ),
    Reference(
        "xiao_2012",
        "Xiao Jianru. Surgery of spinal metastases: review, 2012 (zgkjsz.com)",
        "",
        SECONDARY,
    ),
)
