"""bonemet: when does a bone metastasis need surgery?"""

__version__ = "0.1.0"
