"""Thirty MADE-UP follow-ups, and their survival table computed by hand. No such patients exist.

Eighteen died, twelve were last seen alive. Two die on the same day three times; on days 60 and 300 one is
last seen on a day on which others die, and is counted as at risk on it.
"""

from fractions import Fraction

DIED = (10, 20, 20, 35, 50, 60, 60, 75, 90, 110, 130, 150, 150, 180, 210, 240, 300, 365)
LAST_SEEN_ALIVE = (15, 40, 60, 100, 120, 160, 200, 250, 300, 330, 400, 400)

# day, at risk, died, alive afterwards: the value of the row before times (at risk - died) / at risk
TABLE: tuple[tuple[int, int, int, Fraction], ...] = (
    (10, 30, 1, Fraction(29, 30)),  # 1 x 29/30 = 0.9667
    (15, 29, 0, Fraction(29, 30)),  # one last seen
    (20, 28, 2, Fraction(377, 420)),  # 29/30 x 26/28 = 754/840 = 0.8976
    (35, 26, 1, Fraction(145, 168)),  # 377/420 x 25/26 = 9425/10920 = 0.8631
    (40, 25, 0, Fraction(145, 168)),
    (50, 24, 1, Fraction(3335, 4032)),  # 145/168 x 23/24 = 0.8271
    (60, 23, 2, Fraction(145, 192)),  # 3335/4032 x 21/23 = 0.7552; then one last seen
    (75, 20, 1, Fraction(551, 768)),  # 145/192 x 19/20 = 2755/3840 = 0.7174
    (90, 19, 1, Fraction(87, 128)),  # 551/768 x 18/19 = 0.6797
    (100, 18, 0, Fraction(87, 128)),
    (110, 17, 1, Fraction(87, 136)),  # 87/128 x 16/17 = 0.6397
    (120, 16, 0, Fraction(87, 136)),
    (130, 15, 1, Fraction(203, 340)),  # 87/136 x 14/15 = 0.5971
    (150, 14, 2, Fraction(87, 170)),  # 203/340 x 12/14 = 0.5118
    (160, 12, 0, Fraction(87, 170)),
    (180, 11, 1, Fraction(87, 187)),  # 87/170 x 10/11 = 0.4652
    (200, 10, 0, Fraction(87, 187)),
    (210, 9, 1, Fraction(232, 561)),  # 87/187 x 8/9 = 0.4135
    (240, 8, 1, Fraction(203, 561)),  # 232/561 x 7/8 = 0.3619
    (250, 7, 0, Fraction(203, 561)),
    (300, 6, 1, Fraction(1015, 3366)),  # 203/561 x 5/6 = 0.3015; then one last seen
    (330, 4, 0, Fraction(1015, 3366)),
    (365, 3, 1, Fraction(1015, 5049)),  # 1015/3366 x 2/3 = 0.2010
    (400, 2, 0, Fraction(1015, 5049)),  # both last seen
)

# The band on day 90, by the exponential Greenwood formula:
# sum of died / (at risk x (at risk - died))
#   = 1/870 + 2/728 + 1/650 + 1/552 + 2/483 + 1/380 + 1/342 = 0.0169431
# ln 87/128 = -0.386122; standard error = sqrt(0.0169431) / 0.386122 = 0.337110; 1.959964 x it = 0.660724
# ln 0.386122 = -0.951602
# low  = exp(-exp(-0.951602 + 0.660724)) = exp(-0.747607) = 0.473499
# high = exp(-exp(-0.951602 - 0.660724)) = exp(-0.199423) = 0.819203
BAND_ON_DAY_90 = (0.473499, 0.819203)
# On day 10: 1/870 = 0.00114943; ln 29/30 = -0.0339016; se = 0.0339032 / 0.0339016 = 1.000048; x 1.959964 =
# 1.960058; ln 0.0339016 = -3.384294; low = exp(-exp(-1.424236)) = exp(-0.240692) = 0.786084;
# high = exp(-exp(-5.344352)) = exp(-0.004775) = 0.995236
BAND_ON_DAY_10 = (0.786084, 0.995236)
