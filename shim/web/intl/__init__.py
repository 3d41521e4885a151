"""ECMA-402's services on ICU, which browsers have them from, too. https://tc39.es/ecma402/"""
