"""bonemet: when does a bone metastasis need surgery?"""

__version__ = "1.0.0"
