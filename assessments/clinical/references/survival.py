"""References on survival and on the models that estimate it."""

from .reference import ABSTRACT, PARTLY, SECONDARY, Reference

SURVIVAL_REFERENCES = (
    Reference(
        "katagiri_2014",
        "Katagiri H, Okada R, Takagi T, et al. New prognostic factors and scoring system for patients "
        "with skeletal metastasis. Cancer Med 2014;3:1359-1367",
        "DOI 10.1002/cam4.292",
        SECONDARY,
    ),
    Reference(
        "katagiri_japanese",
        "Katagiri H, Okada R, Takagi T, et al. Companion article in Japanese. Rinsho Seikei Geka 48:649-655",
        "",
        ABSTRACT,
    ),
    Reference(
        "katagiri_surgical",
        "Ugur E, Doshi H, Wilson S, et al. Can the Katagiri scoring system predict prognosis for "
        "surgically managed patients? Ann Joint, 183 patients",
        "",
        ABSTRACT,
    ),
    Reference(
        "katagiri_radiotherapy_2019",
        "Kubota H, Soejima T, Sulaiman NS, et al. Validation of the Katagiri score after "
        "radiotherapy. Radiat Oncol 2019;14:13",
        "DOI 10.1186/s13014-019-1218-z",
        ABSTRACT,
    ),
    Reference(
        "katagiri_radiotherapy_2022",
        "Sakurai T, Takamatsu S, Shimoyachi N, et al. Katagiri and the number of risk factors after "
        "radiotherapy. J Radiat Res 2022;63:303-311",
        "PMID 34977925",
        ABSTRACT,
    ),
    Reference(
        "shimada_2015",
        "Shimada H, Setoguchi T, Nakamura S, et al. Evaluation of prognostic scoring systems for bone "
        "metastases. Mol Clin Oncol 2015;3:1361-1370",
        "DOI 10.3892/mco.2015.637",
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
        "Bauer HCF, Wedin R. Survival after surgery for spinal and extremity metastases. Acta Orthop "
        "Scand 1995;66:143-146",
        "",
        SECONDARY,
    ),
    Reference(
        "leithner_2008",
        "Leithner A, Radl R, Gruber G, et al. Predictive value of seven preoperative prognostic "
        "scoring systems for spinal metastases. Eur Spine J 2008;17:1488-1495",
        "DOI 10.1007/s00586-008-0763-1",
        ABSTRACT,
    ),
    Reference(
        "wibmer_2011",
        "Wibmer C, et al. Survival analysis of 254 patients: prognostic scores. Spine 2011",
        "DOI 10.1097/BRS.0b013e3182011f84",
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
        "tokuhashi_breast",
        "Changes proposed to the Tokuhashi score for breast cancer, 185 patients",
        "PMID 28749856",
        ABSTRACT,
    ),
    Reference(
        "tokuhashi_operated",
        "329 operated patients: survival against the Tokuhashi score",
        "PMC7118051",
        ABSTRACT,
    ),
    Reference(
        "zeng_2007",
        "Zeng JC, Song YM, Liu H, et al. Predictive value of the revised Tokuhashi score, 447 patients, 2007",
        "DOI 10.3969/j.issn.1672-173x.2007.03.032",
        ABSTRACT,
    ),
    Reference(
        "tomita_tokuhashi_2015",
        "Lee CH, et al. Tomita and Tokuhashi: meta-analysis. J Neurooncol 2015;123:267-275",
        "DOI 10.1007/s11060-015-1794-1",
        ABSTRACT,
    ),
    Reference(
        "tomita_2001",
        "Tomita K, Kawahara N, Kobayashi T, et al. Surgical strategy for spinal metastases. Spine "
        "2001;26:298-306",
        "PMID 11224867",
        SECONDARY,
    ),
    Reference(
        "tomita_217",
        "Tomita score tested in 217 patients. Onkologie 2007;30:414-418",
        "DOI 10.1159/000104491",
        ABSTRACT,
    ),
    Reference(
        "nesms_2016",
        "NESMS in a surgical registry: mortality and complications at 30 days, 776 patients. Spine J "
        "2016;16:482-490",
        "DOI 10.1016/j.spinee.2015.09.043",
        ABSTRACT,
    ),
    Reference(
        "nesms_2021",
        "NESMS: prospective validation, 180 patients. Spine J 2021;21:28-36",
        "DOI 10.1016/j.spinee.2020.02.009",
        ABSTRACT,
    ),
    Reference(
        "nesms_2022",
        "NESMS against other scores, 202 patients. Spine J 2022;22:39-48",
        "DOI 10.1016/j.spinee.2021.03.007",
        ABSTRACT,
    ),
    Reference(
        "spinal_scores_211",
        "OSRI, Tokuhashi, Tomita and Bauer in 211 operated patients (TU Munich)",
        "mediatum.ub.tum.de/1716037",
        ABSTRACT,
    ),
    Reference(
        "soma_2020",
        "De la Garza Ramos R, Benton JA, Gelfand Y, et al. "
        "A novel clinical scoring system for perioperative "
        "morbidity (SOMA). Spine 2020;45:E161-E166",
        "DOI 10.1097/BRS.0000000000003733",
        ABSTRACT,
    ),
    Reference(
        "lei_2016",
        "Lei M, et al. Survival and walking after decompression. Spine 2016;41:1469-1476",
        "DOI 10.1097/BRS.0000000000001538",
        ABSTRACT,
    ),
    Reference(
        "optimodel_2018",
        "Willeumier JJ, van der Linden YM, van der Wal CWPG, et al. An easy-to-use prognostic model "
        "for survival with long bone metastases. J Bone Joint Surg Am 2018;100:196-204",
        "DOI 10.2106/JBJS.16.01514",
        ABSTRACT,
    ),
    Reference(
        "optimodel_2025",
        "Erdem TE, Colak TS, Ozgezmez FT, et al. OPTIModel scoring for metastatic bone tumors. Jt Dis "
        "Relat Surg 2025",
        "DOI 10.52312/jdrs.2026.2374",
        ABSTRACT,
    ),
    Reference(
        "bollen_2014",
        "Bollen L, van der Linden YM, Pondaag W, et al. Prognostic factors with symptomatic spinal "
        "bone metastases. Neuro Oncol 2014;16:991-998",
        "DOI 10.1093/neuonc/not318",
        ABSTRACT,
    ),
    Reference(
        "bollen_thesis",
        "Bollen L. Predicting survival in patients with spinal bone metastases. Thesis",
        "",
        PARTLY,
    ),
    Reference(
        "mizumoto_2008",
        "Mizumoto M, Harada H, Asakura H, et al. Survival after radiotherapy for metastases to the "
        "spinal column. Cancer 2008;113:2816-2822",
        "DOI 10.1002/cncr.23888",
        ABSTRACT,
    ),
    Reference(
        "van_der_linden_2005",
        "Van der Linden YM, Dijkstra PDS, Vonk EJA, et al. Survival with painful spinal metastases. "
        "Cancer 2005;103:320-328",
        "",
        SECONDARY,
    ),
    Reference(
        "chow_2008",
        "Chow E, Abdolell M, Panzarella T, et al. Predictive model for survival in patients with "
        "advanced cancer. J Clin Oncol 2008;26:5863-5869",
        "",
        ABSTRACT,
    ),
    Reference(
        "chow_norway",
        "Angelo K, Dalhaug A, Pawinski A, et al. Survival prediction score: a simple but age-dependent "
        "method. ISRN Oncol 2014:912865",
        "DOI 10.1155/2014/912865",
        ABSTRACT,
    ),
    Reference(
        "chow_last_90_days",
        "Mojica-Marquez AE, Rodriguez-Lopez JL, Patel AK, et al. TEACHH and Chow in patients at the end of "
        "life. Cancer Med 2020;9:5781-5787",
        "DOI 10.1002/cam4.3257",
        ABSTRACT,
    ),
    Reference(
        "gps_2017",
        "Nieder C, Mannsaker B, Dalhaug A, et al. The Glasgow prognostic score: useful information when "
        "prescribing palliative radiotherapy. Mol Clin Oncol 2017;6:811-816",
        "DOI 10.3892/mco.2017.1228",
        ABSTRACT,
    ),
    Reference(
        "rades_2013",
        "Rades D, et al. A score to identify patients with metastatic spinal cord compression who may be "
        "candidates for best supportive care. Cancer 2013;119:897",
        "DOI 10.1002/cncr.27849",
        ABSTRACT,
    ),
    Reference(
        "rades_2013_table",
        "The points of the score of Rades 2013, as restated by the Medical Algorithms Company",
        "medicalalgorithms.com",
        SECONDARY,
    ),
    Reference(
        "teachh_2014",
        "Krishnan MS, Epstein-Peterson Z, Chen YH, et al. TEACHH. Cancer 2014;120:134-141",
        "DOI 10.1002/cncr.28408",
        ABSTRACT,
    ),
    Reference(
        "osri_2013",
        "Balain B, Jaiswal A, Trivedi JM, et al. The Oswestry Risk Index. Bone Joint J 2013;95-B:210-216",
        "DOI 10.1302/0301-620X.95B2.29323",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2011",
        "Forsberg JA, Eberhardt J, Boland PJ, et al. Estimating survival with operable skeletal "
        "metastases: a Bayesian belief network. PLoS One 2011;6:e19956",
        "PMC3094405",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2012",
        "Forsberg JA, et al. External validation of the BETS models, 815 patients. BMC Cancer 2012;12:493",
        "PMC3556063",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2015",
        "Piccioli A, Spinelli MS, Forsberg JA, et al. How do we estimate survival? BMC Cancer 2015;15:424",
        "PMC4443666",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2017",
        "Ogura K, Gokita T, Shinoda Y, et al. Can PATHFx be externally validated using Japanese "
        "patients? Clin Orthop Relat Res 2017;475:2263-2270",
        "PMC5539033",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2020",
        "Anderson AB, Wedin R, Fabbri N, et al. External validation of PATHFx version 3.0. Clin "
        "Orthop Relat Res 2020;478:808-818",
        "PMC7282571",
        ABSTRACT,
    ),
    Reference(
        "pathfx_taiwan",
        "Hsieh HC, Lai YH, Lee CC, et al. PATHFx in an Asian cohort of 356 patients. Acta Orthop",
        "",
        ABSTRACT,
    ),
    Reference(
        "pathfx_2026",
        "Rosado J, Vaz V, Miguel S, et al. PathFx 3.0 in a Portuguese centre. Cureus 2026",
        "DOI 10.7759/cureus.104218",
        ABSTRACT,
    ),
    Reference(
        "pathfx_use",
        "PATHFx and the choice of treatment at 1, 3, 6 and 12 months. Clin Orthop Relat Res",
        "DOI 10.1007/s11999-016-5187-3",
        PARTLY,
    ),
    Reference(
        "sorg_limb_2020",
        "Thio QCBS, Karhade AV, Ogink PT, et al. Machine learning for survival with extremity "
        "metastases. Clin Orthop Relat Res 2020;478:322-333",
        "",
        ABSTRACT,
    ),
    Reference(
        "sorg_limb_2023",
        "de Groot TM, Ramsey D, Groot OQ, et al. Temporal validation of SORG-MLA. Clin Orthop Relat "
        "Res 2023;481:2419-2430",
        "PMID 37229565",
        ABSTRACT,
    ),
    Reference(
        "sorg_spine_2016",
        "Paulino Pereira NR, et al. Survival after surgery for spinal metastases, 649 patients. J "
        "Bone Joint Surg Am 2016",
        "DOI 10.2106/JBJS.15.00975",
        ABSTRACT,
    ),
    Reference(
        "sorg_review_2021",
        "Seventeen survival scores for spinal metastases: review. Eur Spine J 2021",
        "DOI 10.1007/s00586-021-06954-6",
        ABSTRACT,
    ),
    Reference(
        "sorg_irradiated_2024",
        "Fenn BP, et al. SORG machine learning in 2,074 irradiated patients with spinal metastases, 2024",
        "DOI 10.1097/BSD.0000000000001575",
        ABSTRACT,
    ),
    Reference(
        "spring_2016",
        "Sorensen MS, Gerds TA, Hindso K, Petersen MM. Prediction of survival after surgery due to "
        "skeletal metastases in the extremities. Bone Joint J 2016;98-B:271-277",
        "",
        ABSTRACT,
    ),
    Reference(
        "spring_2022",
        "Smolle MA, Musser E, Bergovec M, et al. SPRING: external validation. Cancers 2022;14:3521",
        "",
        ABSTRACT,
    ),
    Reference(
        "janssen_2015",
        "Janssen SJ, van der Heijden AS, van Dijke M, et al. Prognostication in patients with long "
        "bone metastases: does a boosting algorithm improve survival estimates? Clin Orthop Relat Res "
        "2015",
        "DOI 10.1007/s11999-015-4446-z",
        PARTLY,
    ),
    Reference(
        "east_asia_2026",
        "Yang EE, Lin HC, Shimomura S, et al. EAST-BMS: survival after surgery outside the spine, "
        "1,045 patients. Clin Orthop Relat Res 2026",
        "",
        ABSTRACT,
    ),
    Reference(
        "hansen_2004",
        "Hansen BH, Keller J, Laitinen M, et al. Survival after surgery for bone metastases in the "
        "pelvis and extremities (SSG register), 2004",
        "",
        ABSTRACT,
    ),
    Reference(
        "nathan_healey_2005",
        "Nathan, Healey. Survival in patients operated on for bone metastases: the surgeon's "
        "estimate. J Clin Oncol 2005;23:6072",
        "",
        ABSTRACT,
    ),
    Reference(
        "present_plus_2025",
        "PRESENT+. 1,976 irradiated patients: median survival 9.5 months, 31 % alive at two years, 2025",
        "",
        ABSTRACT,
    ),
    Reference(
        "yibin_2023",
        "Spinal survival scores in 127 patients, Yibin. JCMP 2023",
        "DOI 10.7619/jcmp.20232326",
        ABSTRACT,
    ),
)
