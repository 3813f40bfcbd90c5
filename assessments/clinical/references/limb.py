"""References on the bones of the limbs and the pelvis."""

from .reference import ABSTRACT, NOT_SEEN, PARTLY, SECONDARY, Reference

LIMB_REFERENCES = (
    Reference(
        "mirels_1989",
        "Mirels H. Metastatic disease in long bones: a proposed scoring system for diagnosing "
        "impending pathologic fractures. Clin Orthop Relat Res 1989;249:256-264",
        "PMID 2684463",
        ABSTRACT,
    ),
    Reference(
        "mirels_classic_2014",
        "Gerrand, Rankin. Summary of Mirels 1989. In: Classic Papers in Orthopaedics, 2014:479-480 "
        "(reads 9 or more)",
        "DOI 10.1007/978-1-4471-5451-8_123",
        ABSTRACT,
    ),
    Reference(
        "jawad_2010",
        "Jawad MU, Scully SP. In brief: Mirels' classification. Clin Orthop Relat Res 2010;468:2825-2827",
        "PMID 20352387",
        PARTLY,
    ),
    Reference(
        "damron_2003",
        "Damron TA, Morgan H, Prakash D, et al. Critical evaluation of Mirels' rating system. Clin "
        "Orthop Relat Res 2003;415S:S201-207",
        "PMID 14600611",
        ABSTRACT,
    ),
    Reference(
        "evans_2008",
        "Evans AR, Bottros J, Grant W, et al. Mirels' rating for humerus lesions. Clin Orthop Relat "
        "Res 2008;466:1279-1284",
        "DOI 10.1007/s11999-008-0200-0",
        ABSTRACT,
    ),
    Reference(
        "hoban_2022",
        "Hoban KA, Downie S, Adamson DJA, et al. Mirels' score for upper limb metastatic lesions. "
        "JSES Int 2022",
        "",
        ABSTRACT,
    ),
    Reference(
        "humerus_2023",
        "Predicting pathological fractures at metastatic humeral lesions, 188 patients, 2023",
        "PMID 37123507",
        ABSTRACT,
    ),
    Reference(
        "howard_2018",
        "Howard EL, Shepherd KL, Cribb G, Cool P. Validity of Mirels in the lower limb. Bone Joint J "
        "2018;100-B(8)",
        "DOI 10.1302/0301-620X.100B8.BJJ-2018-0300.R1",
        ABSTRACT,
    ),
    Reference(
        "ramsey_2021",
        "Ramsey DC, Lam PW, Hayden JB, et al. Mirels scores in prophylactic stabilisation. JAAOS Glob "
        "Res Rev 2021",
        "",
        ABSTRACT,
    ),
    Reference(
        "femora_ct_2020",
        "When and where do patients with bone metastases actually break their femurs? Bone Joint J "
        "2020;102-B(5)",
        "DOI 10.1302/0301-620X.102B5.BJJ-2019-1328.R2",
        ABSTRACT,
    ),
    Reference(
        "van_der_linden_2004",
        "Van der Linden YM, Dijkstra PDS, Kroon HM, et al. Comparative analysis of risk factors for "
        "fracture of the femur. J Bone Joint Surg Br 2004;86:566-573",
        "PMID 15174555",
        ABSTRACT,
    ),
    Reference(
        "van_der_wal_2020",
        "Van der Wal CWPG, Eggermont F, Fiocco M, et al. Axial cortical involvement of metastatic "
        "lesions of the femur: clinical validation. Radiother Oncol 2020;144:59-64",
        "",
        ABSTRACT,
    ),
    Reference(
        "tatar_2014",
        "Tatar Z, Soubrier M, Dillies AF, et al. Fracture after radiotherapy, 47 patients. Radiat "
        "Oncol 2014;9:227",
        "DOI 10.1186/s13014-014-0227-1",
        ABSTRACT,
    ),
    Reference(
        "bos_2022",
        "BOne Strength (BOS) score in practice. Cancers 2022;14:5904",
        "DOI 10.3390/cancers14235904",
        ABSTRACT,
    ),
    Reference(
        "eggermont_2018",
        "Eggermont F, Derikx LC, Verdonschot N, et al. Finite-element models against clinicians. Bone "
        "Joint Res 2018;7:430-439",
        "DOI 10.1302/2046-3758.76.BJR-2017-0325.R2",
        ABSTRACT,
    ),
    Reference(
        "amendola_2023",
        "Amendola RL, Miller MA, Kaupp SM, et al. Modified Mirels site item for the proximal femur. "
        "BMC Musculoskelet Disord 2023;24",
        "DOI 10.1186/s12891-023-06182-7",
        ABSTRACT,
    ),
    Reference(
        "harrington_criteria",
        "Harrington's criteria of impending fracture, as restated by Radiopaedia and Orthobullets",
        "",
        SECONDARY,
    ),
    Reference(
        "impending_consensus_2014",
        "Piccioli A, Spinelli MS, Maccauro G. Impending fracture: a difficult diagnosis. Injury "
        "2014;45 S6:S138-141",
        "DOI 10.1016/j.injury.2014.10.038",
        ABSTRACT,
    ),
    Reference(
        "capanna_2001",
        "Capanna R, Campanacci DA. The treatment of metastases in the appendicular skeleton. J Bone "
        "Joint Surg Br 2001;83:471",
        "",
        NOT_SEEN,
    ),
    Reference(
        "muller_capanna_2015",
        "Muller DA, Capanna R. The surgical treatment of pelvic bone metastases. Adv Orthop 2015:525363",
        "DOI 10.1155/2015/525363",
        PARTLY,
    ),
    Reference(
        "harrington_1981",
        "Harrington KD. The management of acetabular insufficiency secondary to metastatic disease. J "
        "Bone Joint Surg Am 1981;63:653-664",
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
        "harrington_2015",
        "Modified Harrington reconstruction, 70 patients. Acta Orthop 2015;86:690-694",
        "DOI 10.3109/17453674.2015.1077308",
        ABSTRACT,
    ),
    Reference(
        "harrington_classes_2015",
        "Reconstruction for Harrington II and III, 22 hips. World J Surg Oncol 2015;13:4",
        "",
        ABSTRACT,
    ),
    Reference(
        "harrington_strategy_2022",
        "Modified Harrington strategy, 283 patients. Chin J Clin Oncol 2022",
        "DOI 10.12354/j.issn.1000-8179.2022.20211732",
        ABSTRACT,
    ),
    Reference(
        "clayer_2010",
        "Clayer M. Protrusio cages, 29 patients. Clin Orthop Relat Res 2010;468:2980-2984",
        "DOI 10.1007/s11999-010-1391-8",
        ABSTRACT,
    ),
    Reference(
        "aorif_2023",
        "Ablation, osteoplasty, reinforcement and internal fixation through the skin, 50 patients. "
        "Radiology 2023;307:e221401",
        "DOI 10.1148/radiol.221401",
        ABSTRACT,
    ),
    Reference(
        "aorif_laboratory",
        "Screws, cement or both in the acetabulum: biomechanics. Clin Biomech 2021",
        "S0268-0033(21)00295-3",
        ABSTRACT,
    ),
    Reference(
        "mias_2016",
        "Minimally invasive acetabular stabilisation, 13 patients, 2016",
        "PMID 27040937",
        ABSTRACT,
    ),
    Reference(
        "acetabuloplasty_2008",
        "Percutaneous acetabuloplasty, 25 patients. BMC Musculoskelet Disord 2008;9:66",
        "",
        ABSTRACT,
    ),
    Reference(
        "pelvis_han_2017",
        "Krishnan, Han, Kim. Surgery for pelvic metastases, 83 patients. Clin Orthop Surg 2017;9(1)",
        "",
        ABSTRACT,
    ),
    Reference(
        "angelini_pelvis",
        "Angelini A, Trovarelli G, Ruggieri P. Metastases to the pelvis: algorithm for treatment. Springer",
        "DOI 10.1007/978-3-319-73485-9_10",
        ABSTRACT,
    ),
    Reference(
        "hip_or_nail",
        "Hindiskere S, Kim HS, Kim Y, Han I. Endoprosthesis or nailing of the proximal femur. Ann Joint",
        "",
        ABSTRACT,
    ),
    Reference(
        "guzik_2018",
        "Guzik G. Treatment of metastatic lesions of the femur. BMC Surg 2018;18:5",
        "",
        ABSTRACT,
    ),
    Reference(
        "sorensen_2019",
        "Sorensen MS, Horstmann PF, Hindso K, Petersen MM. Endoprosthesis or fixation, 110 patients. "
        "J Bone Oncol 2019;19:100264",
        "DOI 10.1016/j.jbo.2019.100264",
        ABSTRACT,
    ),
    Reference(
        "henrichs_2014",
        "Henrichs MP, et al. 80 endoprostheses. World J Surg Oncol 2014;12:330",
        "DOI 10.1186/1477-7819-12-330",
        ABSTRACT,
    ),
    Reference(
        "tibia_2020",
        "Kilk K, Ehne J, Stevenson JD, et al. Metastases of the proximal tibia, 74 patients. Acta "
        "Orthop 2020",
        "DOI 10.1080/17453674.2020.1866242",
        ABSTRACT,
    ),
    Reference(
        "humerus_proximal_2023",
        "Wu K, Lin T, Lee CH. Metastases of the proximal humerus. J Orthop Traumatol 2023;24:45",
        "DOI 10.1186/s10195-023-00721-7",
        ABSTRACT,
    ),
    Reference(
        "humerus_shaft_2021",
        "Intercalary prosthesis of the humeral shaft, 66 fractures. World J Surg Oncol 2021",
        "DOI 10.1186/s12957-021-02250-1",
        ABSTRACT,
    ),
    Reference(
        "humerus_nail_2018",
        "Humeral nail with cementoplasty, 23 patients. World J Surg Oncol 2018",
        "DOI 10.1186/s12957-018-1397-3",
        ABSTRACT,
    ),
    Reference(
        "ristevski_2009",
        "Ristevski B, Jenkinson RJ, Stephen DJG, et al. Prophylactic stabilisation of the femur, 624 "
        "patients. Can J Surg 2009;52:302-308",
        "PMID 19680515",
        ABSTRACT,
    ),
    Reference(
        "aneja_2017",
        "Editor's note on Aneja et al.: embolism after prophylactic nailing. J Bone Joint Surg, 2017",
        "",
        SECONDARY,
    ),
    Reference(
        "tsagozis_survival",
        "Tsagozis P, Forsberg J, Bauer HCF, Wedin R. How expected survival influences the choice of "
        "surgical procedure. Springer",
        "DOI 10.1007/978-3-319-73485-9_5",
        PARTLY,
    ),
    Reference(
        "rcc_margins",
        "Bone metastases from renal cell carcinoma: survival after surgery, 101 patients. BMC "
        "Musculoskelet Disord 2010;11:145",
        "",
        ABSTRACT,
    ),
    Reference(
        "rcc_wide_2018",
        "Wide resection of bone metastases of renal cell carcinoma. Anticancer Res 2018;38:577-582",
        "DOI 10.21873/anticanres.12262",
        ABSTRACT,
    ),
    Reference(
        "rcc_excision_2000",
        "Solitary bone metastases of renal cell carcinoma, 25 patients. J Bone Joint Surg Br 2000;82-B(1)",
        "DOI 10.1302/0301-620X.82B1.0820062",
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
        "Satcher RL, et al. Surgery for bone metastases of thyroid cancer, 41 patients. Int J Surg "
        "Oncol 2012:417086",
        "DOI 10.1155/2012/417086",
        ABSTRACT,
    ),
    Reference(
        "szendroi_2017",
        "Szendroi M, Antal I, Szendroi A, et al. Surgery of bone metastases. EFORT Open Rev 2017;2:372-381",
        "DOI 10.1302/2058-5241.2.170006",
        ABSTRACT,
    ),
    Reference(
        "wedin_2012",
        "Wedin R, et al. Complications of surgery for 214 metastases of the humerus, register, 2012",
        "",
        ABSTRACT,
    ),
    Reference(
        "steensma_2012",
        "Steensma, et al. Endoprosthesis, nail or plate of the proximal femur, 298 patients. Clin "
        "Orthop Relat Res 2012",
        "DOI 10.1007/s11999-011-2047-z",
        ABSTRACT,
    ),
    Reference(
        "tanaka_2016",
        "Tanaka, et al. 80 nails for metastases of the femur, 46 subtrochanteric, 2016",
        "PMC4785732",
        ABSTRACT,
    ),
    Reference(
        "forsberg_2013",
        "Forsberg JA, et al. 88 revisions after failed treatment of metastases of the femur, 2013",
        "",
        ABSTRACT,
    ),
    Reference(
        "groot_2022",
        "Groot OQ, et al. Prophylactic surgery against surgery for a fracture, 270 matched pairs. J Bone "
        "Joint Surg Am 2022;104:307",
        "",
        ABSTRACT,
    ),
    Reference(
        "varady_2020",
        "Varady, et al. Waiting for surgery of a pathological hip fracture, 2,627 patients. Clin Orthop "
        "Relat Res 2020;478:607",
        "",
        ABSTRACT,
    ),
    Reference(
        "both_femora_2023",
        "Both femora nailed in one or two sittings: systematic review. Cancers 2023;15:4396",
        "",
        ABSTRACT,
    ),
    Reference(
        "both_femora_nails",
        "272 nails in 181 patients, one sitting or two",
        "PMC9953784",
        ABSTRACT,
    ),
    Reference(
        "moon_2011",
        "Moon, et al. Both femora nailed in one sitting, 16 patients, 2011",
        "",
        ABSTRACT,
    ),
    Reference(
        "popc",
        "Percutaneous screws and cement of the proximal femur, 12 patients",
        "DOI 10.1007/s00270-011-0330-8",
        ABSTRACT,
    ),
    Reference(
        "femoral_neck_screws_2020",
        "Dassa, et al. Percutaneous screws of the femoral neck, 61 patients. Radiology 2020",
        "",
        ABSTRACT,
    ),
    Reference(
        "y_strut",
        "A polymer implant for the proximal femur, pilot study, 10 patients with cancer",
        "PMC5301413",
        ABSTRACT,
    ),
    Reference(
        "acetabulum_open_2015",
        "Open reconstruction of the acetabulum (17) against cement alone (11). J Arthroplasty 2015",
        "DOI 10.1016/j.arth.2015.02.022",
        ABSTRACT,
    ),
    Reference(
        "distal_tibia_2019",
        "Metastases of the distal tibia, 25 patients. Orthop Traumatol Surg Res 2019",
        "",
        ABSTRACT,
    ),
    Reference(
        "forearm_2025",
        "Sebghati, et al. Metastases of the forearm, 30 fractures. Cancer Rep 2025;8(4)",
        "DOI 10.1002/cnr2.70208",
        ABSTRACT,
    ),
    Reference(
        "carbon_nail_2022",
        "Carbon-fibre nails against titanium, 36 matched pairs. Bone Jt Open 2022;3(8)",
        "",
        ABSTRACT,
    ),
)
