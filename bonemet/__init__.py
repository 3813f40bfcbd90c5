"""bonemet: when does a bone metastasis need surgery?"""

__version__ = "0.9.0"
