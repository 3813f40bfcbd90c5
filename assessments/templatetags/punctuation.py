"""Marks between words: {{ words|listed }}, {{ parts|series }}, {{ text|stop }}, {{ name|told:answer }}."""

from django import template

from assessments.answers import punctuation as joints

register = template.Library()
register.filter(joints.listed)
register.filter(joints.series)
register.filter(joints.stop)
register.filter(joints.told)
